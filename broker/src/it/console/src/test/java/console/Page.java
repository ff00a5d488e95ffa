package console;

import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The console in a browser, one for all tests, as somebody finds their way in it. */
class Page {

  static final ChromeDriver BROWSER = browser();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static ChromeDriver browser() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(System.getProperty("chromium"));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--disable-gpu", "--no-first-run", "--disable-background-networking");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(System.getProperty("chromedriver")))
            .usingAnyFreePort()
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
    driver.manage().window().setSize(new Dimension(1200, 900));
    return driver;
  }

  /** What the browser logs, too, when the API refuses something. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "http://[^/ ]+/ - Failed to load resource:"
              + " the server responded with a status of 4[0-9][0-9] .*");

  /** Refusals are shown; anything else that the browser logs is a fault. */
  @AfterEach
  void nothingWentWrongInTheBrowser() {
    List<String> faults =
        BROWSER.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(LogEntry::getMessage)
            .filter(message -> !REFUSAL.matcher(message).matches())
            .collect(Collectors.toList());
    Assertions.assertEquals(List.of(), faults);
  }

  /** Opens the page of the console that {@code parts} lead to. */
  static void open(String... parts) {
    openAt(Broker.endpoint(), parts);
  }

  static void openAt(String endpoint, String... parts) {
    String path =
        Arrays.stream(parts)
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    BROWSER.get("about:blank");
    BROWSER.get(endpoint + "/console/#/" + path);
  }

  static <T> T until(ExpectedCondition<T> condition) {
    return new WebDriverWait(BROWSER, PATIENCE, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  static WebElement see(By what) {
    return until(ExpectedConditions.visibilityOfElementLocated(what));
  }

  static void gone(By what) {
    until(ExpectedConditions.invisibilityOfElementLocated(what));
  }

  /** Something that shows {@code text}. */
  static By text(String text) {
    String has = "contains(normalize-space(.), " + quoted(text) + ")";
    return By.xpath("//body//*[" + has + " and not(*[" + has + "])]");
  }

  static WebElement see(String text) {
    return see(text(text));
  }

  static void press(String button) {
    String label = quoted(button);
    String top = BROWSER.findElements(By.cssSelector("dialog")).isEmpty() ? "//body" : "//dialog";
    click(
        By.xpath(
            top + "//button[normalize-space(.)=" + label + " or @aria-label=" + label + "]"));
  }

  static void click(By what) {
    until(
        driver -> {
          WebElement found = driver.findElement(what);
          if (!found.isEnabled()) {
            return false;
          }
          found.click();
          return true;
        });
  }

  static void follow(String link) {
    click(By.xpath("//a[normalize-space(.)=" + quoted(link) + "]"));
  }

  /** The field of that name, in the dialog if there is one. */
  static WebElement field(String name) {
    String dialog = BROWSER.findElements(By.cssSelector("dialog")).isEmpty() ? "" : "dialog ";
    return see(By.cssSelector(dialog + "[name='" + name + "']"));
  }

  static void fill(String name, String value) {
    WebElement field = field(name);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(value);
  }

  static void choose(String name, String value) {
    new Select(field(name)).selectByValue(value);
  }

  /** What is said beside the field of that name. */
  static String refusal(String name) {
    WebElement field = field(name);
    until(driver -> "true".equals(field.getDomAttribute("aria-invalid")));
    return BROWSER.findElement(By.id(field.getDomAttribute("aria-describedby"))).getText();
  }

  /** The cells of the row that has {@code text} in it. */
  static By row(String text) {
    return By.xpath("//tbody/tr[contains(., " + quoted(text) + ")]");
  }

  /** The number under the heading {@code title} at the head of a page. */
  static By number(String title, String value) {
    return By.xpath(
        "//dl[@class='numbers']/div[dt=" + quoted(title) + " and dd=" + quoted(value) + "]");
  }

  static void resize(int width, int height) {
    BROWSER.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  static void colours(String scheme) {
    BROWSER.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }
}
