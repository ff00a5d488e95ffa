package io.fanfare.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.fanfare.core.BrokerException;
import io.fanfare.core.CommonError;
import io.fanfare.core.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** AWS JSON 1.0, the protocol of the queues: one JSON object in, one out. */
public final class JsonProtocol {

  /** The content type of every answer. */
  public static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT_LENGTH = 16 * 1024 * 1024;
  private static final int MAX_NAME_LENGTH = 4_096;
  private static final int MAX_NUMBER_LENGTH = 100;

  /* Names are not interned: clients choose those of maps, and the JVM would keep them for good. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private JsonProtocol() {}

  /**
   * The request that {@code body} spells.
   *
   * @throws BrokerException if it spells none, or one that the record's constructor refuses
   */
  public static <Q extends Record> Q read(Structure<Q> structure, byte[] body) {
    try (JsonParser json = parser(body)) {
      return new JsonReader(json, Unicode.suspects(body)).read(structure);
    } catch (IOException e) {
      throw Malformed.json();
    }
  }

  /** A reader of {@code body}, which refuses what is too deep or too long. */
  static JsonParser parser(byte[] body) throws IOException {
    return JSON.createParser(body);
  }

  /** A result as JSON. */
  public static <R extends Record> Pieces write(Structure<R> structure, R result) {
    return pieces(json -> new JsonWriter(json).write(structure, result));
  }

  /** The answer of an action that has no result: AWS sends no body, not even an empty object. */
  public static Pieces writeNothing() {
    return Pieces.of(new byte[0]);
  }

  /** A refusal as JSON. */
  public static Pieces write(BrokerException refusal) {
    return pieces(
        json -> {
          json.writeStartObject();
          json.writeStringField("__type", refusal.code().type());
          json.writeStringField(sentenceName(refusal.code()), refusal.sentence());
          json.writeEndObject();
        });
  }

  /* AWS begins this one word with a capital where access is denied, and nowhere else. */
  private static String sentenceName(ErrorCode code) {
    return code == CommonError.ACCESS_DENIED ? "Message" : "message";
  }

  /** The value of a refusal's header {@code x-amzn-query-error}. */
  public static String queryError(ErrorCode code) {
    return code.legacyCode() + ";" + code.fault();
  }

  static Pieces pieces(Content content) {
    PieceStream bytes = new PieceStream(JSON._getBufferRecycler());
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A result cannot be written as JSON", e);
    }
    return bytes.pieces();
  }

  /** What is to be written. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }
}
