package io.fanfare.http.wire;

import io.fanfare.core.BrokerException;
import io.fanfare.core.ErrorCode;
import io.fanfare.queues.model.QueueError;
import org.jspecify.annotations.Nullable;

/**
 * AWS Query, the protocol of the topics and the older one of the queues: a form in, XML out, or
 * JSON if the client asks for that.
 */
public final class QueryProtocol {

  private static final String XML = "text/xml";

  private static final String QUEUE_DOES_NOT_EXIST =
      "The specified queue does not exist for this wsdl version.";

  private final Service service;
  private final @Nullable QueryJson json;

  /** The protocol as {@code service} speaks it, with answers in XML. */
  public QueryProtocol(Service service) {
    this(service, null);
  }

  private QueryProtocol(Service service, @Nullable QueryJson json) {
    this.service = service;
    this.json = json;
  }

  /** The same protocol with answers in JSON. */
  public QueryProtocol inJson() {
    return new QueryProtocol(service, new QueryJson(service));
  }

  /** The content type of every answer. */
  public String contentType() {
    return json == null ? XML : QueryJson.CONTENT_TYPE;
  }

  /**
   * The request that {@code parameters} spell.
   *
   * @throws BrokerException if they spell none, or one that the record's constructor refuses
   */
  public <Q extends Record> Q read(String action, Structure<Q> structure, Parameters parameters) {
    return new QueryReader(service, action).read(structure, parameters.tree());
  }

  /** A result. */
  public <R extends Record> Pieces write(
      String action, Structure<R> structure, R result, String requestId) {
    if (json != null) {
      return json.write(action, structure, result, requestId);
    }
    Xml xml = begin(action + "Response");
    new XmlWriter(service, action, xml).write(action + "Result", structure, result);
    return end(xml, action, requestId);
  }

  /** The answer of an action that has no result. */
  public Pieces writeNothing(String action, String requestId) {
    return json != null
        ? json.writeNothing(action, requestId)
        : end(begin(action + "Response"), action, requestId);
  }

  /** A refusal. */
  public Pieces write(BrokerException refusal, String requestId) {
    ErrorCode code = refusal.code();
    String sentence =
        code == QueueError.QUEUE_DOES_NOT_EXIST ? QUEUE_DOES_NOT_EXIST : refusal.sentence();
    if (json != null) {
      return json.write(refusal, sentence, requestId);
    }
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
