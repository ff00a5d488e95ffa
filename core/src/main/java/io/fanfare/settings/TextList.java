package io.fanfare.settings;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists of texts that have a form.
 *
 * @param element what stands in them
 */
record TextList(Text element) implements Kind<List<String>> {

  @Override
  public Optional<List<String>> ofText(String text) {
    return element.ofText(text).map(List::of);
  }

  /** Takes one text for a list of it as well. */
  @Override
  public Optional<List<String>> ofJson(Object json) {
    if (!(json instanceof JsonArray array)) {
      return element.ofJson(json).map(List::of);
    }
    if (array.stream().anyMatch(this::isForeign)) {
      return Optional.empty();
    }
    return Optional.of(array.stream().map(String.class::cast).toList());
  }

  @Override
  public Object toJson(List<String> value) {
    return new JsonArray(value);
  }

  @Override
  public boolean has(List<String> value) {
    return value.stream().allMatch(element::has);
  }

  @Override
  public String words() {
    return "a list, each " + element.words();
  }

  @Override
  public String demand() {
    return element.words();
  }

  /** Shows the first that does not belong in the list. */
  @Override
  public String shownJson(@Nullable Object json) {
    if (json instanceof JsonArray array) {
      return array.stream()
          .filter(this::isForeign)
          .map(element::shownJson)
          .findFirst()
          .orElse("null");
    }
    return element.shownJson(json);
  }

  private boolean isForeign(@Nullable Object one) {
    return one == null || element.ofJson(one).isEmpty();
  }
}
