package io.fanfare.settings;

/** What every service assumes of callers who do not say. */
public final class Home {

  /** The account of callers who name none. */
  public static final Setting<String> ACCOUNT =
      Setting.text("account", "12 digits", text -> text.matches("[0-9]{12}"))
          .orElse("000000000000")
          .meaning("The account of callers who name none, 12 digits.");

  /** The region of callers who name none. */
  public static final Setting<String> REGION =
      Setting.text("region", "the name of a region", text -> text.matches("[a-z0-9-]{1,64}"))
          .orElse("us-east-1")
          .meaning("The region of callers who name none.");

  /** What URLs in answers and messages begin with, for callers that came over no wire. */
  public static final Setting<String> ENDPOINT =
      Setting.text(
              "endpoint",
              "a URL of http or https without a slash at its end",
              text -> text.matches("https?://\\S*[^\\s/]"))
          .orElse("http://localhost:4566")
          .meaning("What URLs in answers and messages begin with for callers over no wire.");

  private Home() {}
}
