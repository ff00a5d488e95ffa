package io.fanfare.topics.model;

/**
 * The certificate that the signatures of messages are verified with.
 *
 * @param path where the broker serves it
 * @param pem its text
 */
public record SigningCertificate(String path, String pem) {}
