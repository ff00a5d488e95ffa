package io.fanfare.junit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who tests without AWS's SDK has a broker nevertheless. */
class WithoutSdkTest {

  private static final String CLIENT = "software.amazon.awssdk.services.sqs.SqsClient";

  @Test
  void aBrokerNeedsNoSdk() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Left open, as the end of its Vert.x with the JVM still loads classes.
    URLClassLoader loader =
        new URLClassLoader(pathWithoutSdk(), ClassLoader.getPlatformClassLoader());
    try {
      thread.setContextClassLoader(loader);
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass(CLIENT));
      Class<?> type = loader.loadClass("io.fanfare.junit.FanfareBroker");
      try (AutoCloseable broker = (AutoCloseable) type.getMethod("open").invoke(null)) {
        String endpoint = type.getMethod("endpoint").invoke(broker).toString();
        assertTrue(endpoint.startsWith("http://127.0.0.1:"), endpoint);
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] pathWithoutSdk() throws MalformedURLException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> entries =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(path)
            .filter(entry -> !entry.contains("awssdk"))
            .toList();
    List<URL> urls = new ArrayList<>();
    for (String entry : entries) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
