package io.fanfare.http.wire;

import io.fanfare.core.AlwaysPresent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as the wire sees it: members with names and shapes, a way to take it apart and a way to
 * put it together. Reflection happens once, when the structure is made.
 */
public final class Structure<R extends Record> implements Shape {

  private static final String OTHER_MEMBERS = "*";

  private final Class<R> type;
  private final List<Member> members;
  private final Map<String, Member> byName;
  private final MethodHandle constructor;
  private final @Nullable Member otherMembers;

  private Structure(Class<R> type, List<Member> members, MethodHandle constructor) {
    this.type = type;
    this.members = List.copyOf(members);
    this.constructor = constructor;
    this.byName = new HashMap<>();
    members.forEach(member -> byName.put(member.name(), member));
    this.otherMembers = byName.get(OTHER_MEMBERS);
  }

  /** The structure of {@code type}, a public record. */
  public static <R extends Record> Structure<R> of(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Member> members = new ArrayList<>();
    Class<?>[] types = new Class<?>[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        members.add(member(i, components[i]));
      }
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new Structure<>(type, members, constructor);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Not a public record: " + type, e);
    }
  }

  private static Member member(int index, RecordComponent component) throws IllegalAccessException {
    String name = MemberName.of(component);
    MethodHandle accessor =
        MethodHandles.publicLookup()
            .unreflect(component.getAccessor())
            .asType(MethodType.methodType(Object.class, Object.class));
    boolean always = component.isAnnotationPresent(AlwaysPresent.class);
    return new Member(index, name, Shape.of(component.getGenericType(), name), accessor, always);
  }

  /** The name of the record. */
  public String name() {
    return type.getSimpleName();
  }

  /** The names of the members on the wire, in the record's order. */
  public List<String> memberNames() {
    return members.stream().map(Member::name).toList();
  }

  List<Member> members() {
    return members;
  }

  /** The member that has the names of those that the structure does not have. */
  @Nullable Member otherMembers() {
    return otherMembers;
  }

  int size() {
    return members.size();
  }

  @Nullable Member member(String name) {
    return byName.get(name);
  }

  /**
   * The record of these values, one for each component, absent ones null. What its constructor
   * refuses is refused.
   */
  R build(@Nullable Object[] values) {
    try {
      return type.cast((Object) constructor.invokeExact(values));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A constructor of a record throws nothing checked", e);
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName() + memberNames();
  }
}
