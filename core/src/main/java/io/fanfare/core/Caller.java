package io.fanfare.core;

/**
 * Who asks, and from where: the name space a request works in.
 *
 * @param account the caller's account, 12 digits
 * @param region the region the request is for, such as {@code us-east-1}
 * @param endpoint how the caller reaches the broker, without a trailing slash, such as {@code
 *     http://localhost:4566}; queue URLs are built on it
 */
public record Caller(String account, String region, String endpoint) {}
