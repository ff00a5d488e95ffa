package io.fanfare.http.wire;

import com.fasterxml.jackson.core.io.SerializedString;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** A member of a {@link Structure}. */
final class Member {

  private final int index;
  private final SerializedString name;
  private final Shape shape;
  private final MethodHandle accessor;
  private final boolean always;

  Member(int index, String name, Shape shape, MethodHandle accessor, boolean always) {
    this.index = index;
    this.name = new SerializedString(name);
    this.shape = shape;
    this.accessor = accessor;
    this.always = always;
  }

  /** Its place among the arguments of the record's constructor. */
  int index() {
    return index;
  }

  String name() {
    return name.getValue();
  }

  /** Its name, encoded once. */
  SerializedString encodedName() {
    return name;
  }

  Shape shape() {
    return shape;
  }

  /** Whether JSON shows it although it is empty. */
  boolean always() {
    return always;
  }

  /** Its value in {@code structure}. */
  @Nullable Object of(Object structure) {
    try {
      return (Object) accessor.invokeExact(structure);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("An accessor of a record throws nothing checked", e);
    }
  }
}
