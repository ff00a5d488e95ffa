package io.fanfare.yaml;

/**
 * What is wrong in a file.
 *
 * @param line where, from 1
 * @param sentence what is wrong; it repeats no value of the file
 */
public record Mistake(int line, String sentence) {

  @Override
  public String toString() {
    return "line " + line + ": " + sentence;
  }
}
