package io.fanfare.queues.model;

import io.fanfare.core.Arn;
import io.fanfare.core.Caller;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The full name of a queue: names are told apart by account and region, and by case.
 *
 * @param account of its owner, 12 digits
 * @param region such as {@code us-east-1}
 * @param name 1 to 80 characters, with the suffix of a FIFO queue
 */
public record QueueName(String account, String region, String name)
    implements Comparable<QueueName> {

  /** How the name of a FIFO queue ends. */
  public static final String FIFO_SUFFIX = ".fifo";

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final int ACCOUNT_DIGITS = 12;
  private static final Pattern AWS_HOST =
      Pattern.compile("(?:https?://)?(?:sqs\\.([a-z0-9-]+)\\.|([a-z0-9-]+)\\.queue\\.).*");
  private static final Pattern REGION_PATH = Pattern.compile(".*/queue/([^/]+)/[0-9]{12}/[^/]+");
  private static final Comparator<QueueName> ORDER =
      Comparator.comparing(QueueName::account)
          .thenComparing(QueueName::region)
          .thenComparing(QueueName::name);

  /** Whether {@code name} is one a standard queue can have. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** Whether {@code name} is one a FIFO queue can have; the suffix counts in its length. */
  public static boolean isLegalFifo(String name) {
    return name.endsWith(FIFO_SUFFIX)
        && name.length() <= 80
        && isLegal(name.substring(0, name.length() - FIFO_SUFFIX.length()));
  }

  /** Whether this is the name of a FIFO queue: no other queue's name has a full stop. */
  public boolean isFifo() {
    return name.endsWith(FIFO_SUFFIX);
  }

  /** The same for something that is kept: many queues have the account and the region of one. */
  public QueueName kept() {
    return new QueueName(account.intern(), region.intern(), name);
  }

  /** The name of the queue that {@code arn} names. */
  public static QueueName of(Arn arn) {
    return new QueueName(arn.account(), arn.region(), arn.resource());
  }

  /**
   * {@code url}, which is there: a request without a queue's URL is for a queue that is unknown.
   *
   * @throws io.fanfare.core.BrokerException QueueDoesNotExist
   */
  static String requiredUrl(@Nullable String url) {
    if (url == null || url.isEmpty()) {
      throw QueueError.QUEUE_DOES_NOT_EXIST.refuse("The specified queue does not exist.");
    }
    return url;
  }

  /**
   * The queue that {@code given} names for {@code caller}: the last segment is the name, the one
   * before it the account if it is one; scheme, host and port do not matter but for a region in
   * AWS's own forms. A bare name is the caller's own. A slash at the end means nothing.
   */
  public static QueueName ofUrl(String given, Caller caller) {
    String url = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    int slash = url.lastIndexOf('/');
    if (slash < 0) {
      return new QueueName(caller.account(), caller.region(), url);
    }
    String name = url.substring(slash + 1);
    String before = url.substring(url.lastIndexOf('/', slash - 1) + 1, slash);
    String account = isAccount(before) ? before : caller.account();
    return new QueueName(account, regionOf(url, caller), name);
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String regionOf(String url, Caller caller) {
    if (!url.contains("sqs.") && !url.contains("queue")) {
      return caller.region();
    }
    Matcher host = AWS_HOST.matcher(url);
    if (host.matches()) {
      return host.group(1) != null ? host.group(1) : host.group(2);
    }
    Matcher path = REGION_PATH.matcher(url);
    return path.matches() ? path.group(1) : caller.region();
  }

  /** Whether it is of the account and the region of {@code caller}, and begins with that. */
  public boolean isOf(Caller caller, String prefix) {
    return account.equals(caller.account())
        && region.equals(caller.region())
        && name.startsWith(prefix);
  }

  /** The URL at which {@code caller} reaches the queue. */
  public String url(Caller caller) {
    String place = region.equals(caller.region()) ? "/" : "/queue/" + region + "/";
    return caller.endpoint() + place + account + "/" + name;
  }

  /** The ARN by which policies and other services name it. */
  public Arn arn() {
    return Arn.ofQueue(region, account, name);
  }

  @Override
  public int compareTo(QueueName other) {
    return ORDER.compare(this, other);
  }
}
