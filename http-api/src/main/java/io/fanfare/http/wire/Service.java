package io.fanfare.http.wire;

/** One of the two services, and what tells it apart on the wire. */
public enum Service {
  SQS("sqs", "2012-11-05", "http://queue.amazonaws.com/doc/2012-11-05/", "<?xml version=\"1.0\"?>"),
  SNS("sns", "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/", "");

  private final String scope;
  private final String version;
  private final String namespace;
  private final String prologue;

  Service(String scope, String version, String namespace, String prologue) {
    this.scope = scope;
    this.version = version;
    this.namespace = namespace;
    this.prologue = prologue;
  }

  /** Its name in the scope of a signature. */
  public String scope() {
    return scope;
  }

  /** The value of the parameter {@code Version} of its requests. */
  public String version() {
    return version;
  }

  String namespace() {
    return namespace;
  }

  /** What its XML begins with. */
  String prologue() {
    return prologue;
  }

  /** Whether its Query protocol writes lists and maps without elements around them. */
  boolean flattens() {
    return this == SQS;
  }
}
