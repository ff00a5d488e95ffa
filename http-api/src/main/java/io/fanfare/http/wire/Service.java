package io.fanfare.http.wire;

/** One of the services of the Query protocol, and what tells it apart on the wire. */
public enum Service {
  SQS("sqs", "2012-11-05", "http://queue.amazonaws.com/doc/2012-11-05/", "<?xml version=\"1.0\"?>"),
  SNS("sns", "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/", ""),
  STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", "");

  private final String scope;
  private final String signed;
  private final String version;
  private final String namespace;
  private final String prologue;

  Service(String scope, String version, String namespace, String prologue) {
    this.scope = scope;
    this.signed = "/" + scope + "/aws4_request";
    this.version = version;
    this.namespace = namespace;
    this.prologue = prologue;
  }

  /** Its name in the scope of a signature. */
  public String scope() {
    return scope;
  }

  /** Whether {@code authorization} says that a request is signed for it. */
  public boolean isOf(String authorization) {
    return authorization.contains(signed);
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
