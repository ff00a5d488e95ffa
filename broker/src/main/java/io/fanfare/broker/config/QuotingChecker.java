package io.fanfare.broker.config;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/**
 * Which texts are written in quotes: also those that readers of YAML take for numbers, of which
 * Jackson knows the plain ones only.
 */
final class QuotingChecker extends StringQuotingChecker.Default {

  private static final long serialVersionUID = 1L;

  /** Whatever begins as a number does, and what keys are merged by; too many quotes do no harm. */
  private static final Pattern NUMBER = Pattern.compile("[-+.]?[0-9].*|[-+]?\\.(?i:inf|nan)|<<|=");

  @Override
  public boolean needToQuoteValue(String value) {
    return NUMBER.matcher(value).matches() || super.needToQuoteValue(value);
  }

  @Override
  public boolean needToQuoteName(String name) {
    return NUMBER.matcher(name).matches() || super.needToQuoteName(name);
  }
}
