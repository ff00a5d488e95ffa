package io.fanfare.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;

/** The JSON of filter policies and of what they look at: one value, its numbers as written. */
final class FilterJson {

  private static final JsonMapper JSON =
      JsonMapper.builder(new Texts())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private FilterJson() {}

  static JsonNode parse(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  /** Parsers of texts whose numbers may be of any size. */
  private static final class Texts extends JsonFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonParser createParser(String text) throws IOException {
      return new AnySize(super.createParser(text));
    }
  }

  /**
   * Reads what is beyond the exponents of a {@link BigDecimal} as a number at their end, which is
   * out of range here as well: for one such number nothing else in the text is lost.
   */
  private static final class AnySize extends JsonParserDelegate {

    private static final int MOST = Integer.MAX_VALUE;

    AnySize(JsonParser json) {
      super(json);
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
      try {
        return super.getDecimalValue();
      } catch (NumberFormatException beyond) {
        return end(getText());
      }
    }

    private static BigDecimal end(String number) {
      int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
      if (number.chars().limit(exponent).noneMatch(c -> c >= '1' && c <= '9')) {
        return BigDecimal.ZERO;
      }
      boolean small = number.charAt(exponent + 1) == '-';
      BigDecimal end = BigDecimal.ONE.scaleByPowerOfTen(small ? -MOST : MOST);
      return number.startsWith("-") ? end.negate() : end;
    }
  }
}
