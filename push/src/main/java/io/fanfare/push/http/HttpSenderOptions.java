package io.fanfare.push.http;

/** How. */
public final class HttpSenderOptions {}
