package io.fanfare.http.wire;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.model.QueueError;

/** AWS Query, the protocol of the topics and the older one of the queues: a form in, XML out. */
public final class QueryProtocol {

  /** The content type of every answer. */
  public static final String CONTENT_TYPE = "text/xml";

  private static final String QUEUE_DOES_NOT_EXIST =
      "The specified queue does not exist for this wsdl version.";

  private final Service service;

  /** The protocol as {@code service} speaks it. */
  public QueryProtocol(Service service) {
    this.service = service;
  }

  /**
   * The request that {@code parameters} spell.
   *
   * @throws BrokerException if they spell none, or one that the record's constructor refuses
   */
  public <Q extends Record> Q read(String action, Structure<Q> structure, Parameters parameters) {
    return new QueryReader(service, action).read(structure, parameters.tree());
  }

  /** A result as XML. */
  public <R extends Record> Pieces write(
      String action, Structure<R> structure, R result, String requestId) {
    Xml xml = begin(action + "Response");
    new XmlWriter(service, action, xml).write(action + "Result", structure, result);
    return end(xml, action, requestId);
  }

  /** The answer of an action that has no result. */
  public Pieces writeNothing(String action, String requestId) {
    return end(begin(action + "Response"), action, requestId);
  }

  /** A refusal as XML. */
  public Pieces write(BrokerException refusal, String requestId) {
    ErrorCode code = refusal.code();
    String sentence =
        code == QueueError.QUEUE_DOES_NOT_EXIST ? QUEUE_DOES_NOT_EXIST : refusal.sentence();
    Xml xml =
        begin("ErrorResponse")
            .open("Error")
            .element("Type", code.fault())
            .element("Code", code.legacyCode())
            .element("Message", sentence);
    if (service == Service.SQS) {
      xml.raw("<Detail/>");
    }
    xml.close("Error").element("RequestId", requestId).close("ErrorResponse");
    return xml.pieces();
  }

  private Xml begin(String root) {
    return new Xml()
        .raw(service.prologue())
        .raw("<" + root + " xmlns=\"" + service.namespace() + "\">");
  }

  private static Pieces end(Xml xml, String action, String requestId) {
    return xml.open("ResponseMetadata")
        .element("RequestId", requestId)
        .close("ResponseMetadata")
        .close(action + "Response")
        .pieces();
  }
}
