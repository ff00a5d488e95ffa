package io.fanfare.settings;

/** The refusal of a setting, in a sentence that names the setting and what was written for it. */
public final class SettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String complaint;
  private final String shortly;

  private SettingException(String path, String complaint, String shortly) {
    super(path + complaint);
    this.path = path;
    this.complaint = complaint;
    this.shortly = shortly;
  }

  /** The setting {@code name} was given {@code shown}, which is not {@code demand}. */
  static SettingException value(String name, String shown, String demand) {
    return new SettingException(
        name, " is " + shown + ", not " + demand, " " + shown + " is not " + demand);
  }

  /** There is no setting {@code name}; {@code hint} says which there are. */
  static SettingException unknown(String name, String hint) {
    String complaint = " is not a setting; " + hint;
    return new SettingException(name, complaint, complaint);
  }

  /** The same refusal of a setting that stands in {@code section}. */
  SettingException within(String section) {
    return new SettingException(section + "." + path, complaint, shortly);
  }

  /** The same refusal where the setting is written as {@code option} on a command line. */
  public String sentence(String option) {
    return option + shortly;
  }
}
