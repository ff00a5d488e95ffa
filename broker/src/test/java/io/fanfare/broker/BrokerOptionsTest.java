package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanfare.http.HttpApiOptions;
import io.fanfare.queues.QueuesOptions;
import io.fanfare.settings.Setting;
import io.fanfare.store.Durability;
import io.fanfare.store.StoreOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of a broker and of its floors: what they take, and what they refuse. */
class BrokerOptionsTest {

  /** Every setting, with two values that it takes: the ends of its range where it has one. */
  private static final String TAKEN =
      """
      store.path                   | "x"                    | "elsewhere"
      store.memory                 | true                   | false
      store.durability             | "sync"                 | "os"
      store.journalBytes           | 1048576                | 268435456
      store.ballastBytes           | 0                      | 9223372036854775807
      store.youngBytes             | 0                      | 9223372036854775807
      queues.account               | "123456789012"         | "999999999999"
      queues.region                | "x"                    | "eu-central-1"
      queues.endpoint              | "http://a"             | "https://a:1/b"
      queues.deletedNameSeconds    | 0                      | 86400
      queues.purgeIntervalSeconds  | 0                      | 86400
      queues.tenantMetrics         | true                   | false
      queues.strictDelivery        | true                   | false
      queues.queuesPerAccount      | 0                      | 100000000
      queues.receivesPerPrincipal  | 0                      | 100000000
      queues.receivesPerAccount    | 0                      | 100000000
      functions.account            | "123456789012"         | "999999999999"
      functions.region             | "x"                    | "eu-central-1"
      functions.endpoint           | "http://a"             | "https://a:1/b"
      functions.functions          | []                     | ["f=http://h/,timeout=900","g=https://h:1/p"]
      topics.account               | "123456789012"         | "999999999999"
      topics.region                | "x"                    | "eu-central-1"
      topics.endpoint              | "http://a"             | "https://a:1/b"
      topics.pushAllow             | []                     | ["10.0.0.0/8","fd00::/8"]
      topics.pushTrust             | "a.pem"                | "/etc/b.pem"
      topics.pushGateways          | []                     | ["APNS=https://g/a","GCM=http://g:1024/b"]
      topics.topicsPerAccount      | 0                      | 100000000
      topics.subscriptionsPerAccount | 0                    | 100000000
      http.host                    | "::1"                  | "localhost"
      http.port                    | 0                      | 65535
      http.endpoint                | "http://a"             | "https://a:1/b"
      http.allowedHosts            | []                     | ["*.example.com","[::1]:80"]
      http.account                 | "123456789012"         | "999999999999"
      http.region                  | "x"                    | "eu-central-1"
      http.instances               | 0                      | 1024
      http.maxBodyBytes            | 1                      | 1073741824
      http.maxHeaderBytes          | 1024                   | 16777216
      http.maxRequestLineBytes     | 1024                   | 16777216
      http.idleTimeoutSeconds      | 1                      | 86400
      http.requestTimeoutSeconds   | 1                      | 86400
      http.admissionTimeoutSeconds | 1                      | 86400
      http.corsOrigins             | []                     | ["*","http://localhost:3000"]
      http.websocketOrigins        | []                     | ["*","http://localhost:3000"]
      http.websocketConnections    | 0                      | 1000000
      http.trustedProxies          | []                     | ["10.0.0.5","fd00::/8"]
      http.insecurePasscode        | true                   | false
      http.console                 | false                  | true
      http.tls.certificate         | "a.pem"                | "/etc/b.pem"
      http.tls.key                 | "a.key"                | "/etc/b.key"
      http.tls.clientAuthorities   | "a.pem"                | "/etc/b.pem"
      http.tls.clientOptional      | true                   | false
      http.limits.requestsPerSecond | 0                     | 1000000
      http.limits.accountRequestsPerSecond | 0              | 1000000
      http.limits.connectionsPerAddress | 0                 | 1000000
      http.limits.headTimeoutSeconds | 1                    | 86400
      status.port                  | 9090                   | 0
      status.host                  | "0.0.0.0"              | "127.0.0.1"
      httpEnabled                  | true                   | false
      inFlightBytes                | 0                      | 9223372036854775807
      queueMetrics                 | 0                      | 2147483647
      access                       | "a.yaml"               | "/etc/b.yaml"
      accessMode                   | "off"                  | "enforce"
      insecure                     | true                   | false
      auditLog                     | "audit.log"            | "/var/log/audit.log"
      keys                         | "k.yaml"               | "/etc/k.yaml"
      log.format                   | "json"                 | "text"
      log.levels                   | ["io.fanfare=debug"]   | ["error","io.fanfare.topics=off"]
      config                       | "fanfare.yaml"         | "/etc/fanfare.yaml"
      resources                    | ""                     | "queues: {a: {}}"
      """;

  /** Values that a setting does not take, just beyond its ends or of another type. */
  private static final String REFUSED =
      """
      store.path                   | " "          | ' ', not a directory
      store.memory                 | "true"       | the text 'true', not true or false
      store.durability             | "fast"       | 'fast', not sync or os
      store.journalBytes           | 1048575      | 1048575, not between 1048576 and 268435456
      store.journalBytes           | 268435457    | 268435457, not between 1048576 and 268435456
      store.ballastBytes           | -1           | -1, not 0 or more
      store.youngBytes             | -1           | -1, not 0 or more
      queues.account               | "12"         | '12', not 12 digits
      queues.account               | 123456789012 | 123456789012, not 12 digits
      queues.region                | "EU"         | 'EU', not the name of a region
      queues.endpoint              | "http://a/"  | 'http://a/', not a URL of http or https \
      without a slash at its end
      queues.deletedNameSeconds    | -1           | -1, not between 0 and 86400
      queues.deletedNameSeconds    | 86401        | 86401, not between 0 and 86400
      queues.purgeIntervalSeconds  | -1           | -1, not between 0 and 86400
      queues.purgeIntervalSeconds  | 86401        | 86401, not between 0 and 86400
      queues.tenantMetrics         | 1            | 1, not true or false
      queues.strictDelivery        | 1            | 1, not true or false
      queues.queuesPerAccount      | 100000001    | 100000001, not between 0 and 100000000
      queues.receivesPerPrincipal  | -1           | -1, not between 0 and 100000000
      queues.receivesPerAccount    | -1           | -1, not between 0 and 100000000
      topics.topicsPerAccount      | -1           | -1, not between 0 and 100000000
      topics.subscriptionsPerAccount | -1         | -1, not between 0 and 100000000
      http.limits.requestsPerSecond | 1000001     | 1000001, not between 0 and 1000000
      http.limits.accountRequestsPerSecond | -1   | -1, not between 0 and 1000000
      http.limits.connectionsPerAddress | -1      | -1, not between 0 and 1000000
      http.limits.headTimeoutSeconds | 0          | 0, not between 1 and 86400
      functions.functions          | ["f=h"]      | 'f=h', not a name and a URL such as \
      resize=http://host:8080/path,timeout=30,concurrency=4
      topics.account               | "12"         | '12', not 12 digits
      topics.region                | ""           | '', not the name of a region
      topics.pushAllow             | ["10.0.0.1/8"] | '10.0.0.1/8', not a range such as 10.0.0.0/8 \
      or fd00::/8
      topics.pushGateways          | ["X=http://a"] | 'X=http://a', not a platform and a URL such \
      as APNS=https://gateway/apns
      topics.pushTrust             | " "          | ' ', not a path
      http.host                    | ""           | '', not an address or the name of a host
      http.port                    | -1           | -1, not between 0 and 65535
      http.port                    | 65536        | 65536, not between 0 and 65535
      http.port                    | "80"         | the text '80', not between 0 and 65535
      http.port                    | 80.5         | 80.5, not between 0 and 65535
      http.account                 | "12"         | '12', not 12 digits
      http.instances               | -1           | -1, not between 0 and 1024
      http.instances               | 1025         | 1025, not between 0 and 1024
      http.maxBodyBytes            | 0            | 0, not between 1 and 1073741824
      http.maxBodyBytes            | 1073741825   | 1073741825, not between 1 and 1073741824
      http.maxHeaderBytes          | 1023         | 1023, not between 1024 and 16777216
      http.maxHeaderBytes          | 16777217     | 16777217, not between 1024 and 16777216
      http.maxRequestLineBytes     | 1023         | 1023, not between 1024 and 16777216
      http.maxRequestLineBytes     | 16777217     | 16777217, not between 1024 and 16777216
      http.idleTimeoutSeconds      | 0            | 0, not between 1 and 86400
      http.idleTimeoutSeconds      | 86401        | 86401, not between 1 and 86400
      http.requestTimeoutSeconds   | 0            | 0, not between 1 and 86400
      http.requestTimeoutSeconds   | 86401        | 86401, not between 1 and 86400
      http.admissionTimeoutSeconds | 0            | 0, not between 1 and 86400
      http.admissionTimeoutSeconds | 86401        | 86401, not between 1 and 86400
      http.corsOrigins             | ["*", "a"]   | 'a', not * or an origin such as \
      http://localhost:3000
      http.websocketConnections    | -1           | -1, not between 0 and 1000000
      http.websocketConnections    | 1000001      | 1000001, not between 0 and 1000000
      http.allowedHosts            | ["*"]        | '*', not a name or an address, with a port or \
      without, or *. and a name
      http.trustedProxies          | ["10/8"]     | '10/8', not an address or a range such as \
      10.0.0.0/8
      http.tls.certificate         | " "          | ' ', not a path
      access                       | " "          | ' ', not a path
      keys                         | ""           | '', not a path
      status.port                  | 65536        | 65536, not between 0 and 65535
      status.host                  | ""           | '', not an address or the name of a host
      log.format                   | "xml"        | 'xml', not text or json
      config                       | ""           | '', not a path
      resources                    | 1            | 1, not YAML or JSON
      accessMode                   | "on"         | 'on', not off or audit or enforce
      store                        | "data"       | the text 'data', not an object
      httpEnabled                  | "no"         | the text 'no', not true or false
      inFlightBytes                | -1           | -1, not 0 or more
      queueMetrics                 | -1           | -1, not 0 or more or all or none
      auditLog                     | " "          | ' ', not a path
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = TAKEN)
  void whatASettingTakesStaysThroughJson(String path, String least, String most) {
    for (String json : List.of(least, most)) {
      JsonObject written = at(path, Json.decodeValue(json));
      JsonObject read = new BrokerOptions(written).toJson();
      assertEquals(json, Json.encode(find(read, path)));
      assertEquals(read, new BrokerOptions(new JsonObject(read.encode())).toJson());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = REFUSED)
  void whatASettingDoesNotTakeIsRefusedByItsPath(String path, String value, String complaint) {
    JsonObject json = at(path, Json.decodeValue(value));
    refuses(path + " is " + complaint, () -> new BrokerOptions(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sotre                  | the nearest is store
          store.journalByte      | the nearest is journalBytes
          queues.tennantMetrics  | the nearest is tenantMetrics
          topics.acount          | the nearest is account
          http.prot              | the nearest is port
          http.corsorigins       | the nearest is corsOrigins
          topics.tenantMetrics   | those here are account, region, endpoint, pushAllow, pushTrust, pushGateways, \
          topicsPerAccount, subscriptionsPerAccount
          """)
  void anUnknownKeyIsRefusedOnEveryFloor(String path, String hint) {
    refuses(path + " is not a setting; " + hint, () -> new BrokerOptions(at(path, 1)));
  }

  @Test
  void everySettingIsTried() {
    List<String> tried =
        TAKEN.lines().map(row -> row.substring(0, row.indexOf('|')).strip()).toList();
    assertEquals(paths("", BrokerOptions.settings()).toList(), tried);
  }

  private static Stream<String> paths(String path, List<Setting<?>> settings) {
    return settings.stream()
        .flatMap(
            setting ->
                setting.settings().isEmpty()
                    ? Stream.of(path + setting.name())
                    : paths(path + setting.name() + ".", setting.settings()));
  }

  @Test
  void settersRefuseAsTheJsonFormDoes() {
    HttpApiOptions http = new HttpApiOptions();
    refuses("port is 99999, not between 0 and 65535", () -> http.setPort(99_999));
    refuses("account is '12', not 12 digits", () -> http.setAccount("12"));
    refuses("region is 'EU', not the name of a region", () -> http.setRegion("EU"));
    refuses(
        "idleTimeoutSeconds is 0, not between 1 and 86400", () -> http.setIdleTimeoutSeconds(0));
    StoreOptions store = new StoreOptions();
    refuses("journalBytes is 5, not between 1048576 and 268435456", () -> store.setJournalBytes(5));
    refuses("ballastBytes is -1, not 0 or more", () -> store.setBallastBytes(-1));
    QueuesOptions queues = new QueuesOptions();
    refuses(
        "deletedNameSeconds is -1, not between 0 and 86400",
        () -> queues.setDeletedNameSeconds(-1));
    refuses(
        "queueMetrics is -1, not 0 or more or all or none",
        () -> new BrokerOptions().setQueueMetrics(-1));
    assertEquals(4566, http.getPort());
  }

  @Test
  void optionsAreTheSameAfterATripThroughJson() {
    BrokerOptions options = new BrokerOptions().setHttpEnabled(false).setHome("123456789012", "x");
    options.getStore().setMemory(true).setDurability(Durability.OS);
    options.getHttp().setPort(1234).setCorsOrigins(List.of("http://localhost:3000"));
    BrokerOptions read = new BrokerOptions(new JsonObject(options.toJson().encode()));
    assertEquals(options.toJson(), read.toJson());
    assertEquals(Durability.OS, read.getStore().getDurability());
    assertEquals("123456789012", read.getTopics().getAccount());
    assertEquals(1234, read.getHttp().getPort());
    assertFalse(read.isHttpEnabled());
  }

  @Test
  void nothingSetIsTheSameInBothWays() {
    assertEquals(new BrokerOptions().toJson(), new BrokerOptions(new JsonObject()).toJson());
    BrokerOptions all = new BrokerOptions(JsonObject.of("queueMetrics", "all"));
    assertEquals(Integer.MAX_VALUE, all.getQueueMetrics());
  }

  @Test
  void twoOptionsShareNothing() {
    BrokerOptions one = new BrokerOptions();
    one.getHttp().setPort(1);
    assertEquals(4566, new BrokerOptions().getHttp().getPort());
  }

  private static JsonObject at(String path, Object value) {
    int dot = path.indexOf('.');
    return dot < 0
        ? JsonObject.of(path, value)
        : JsonObject.of(path.substring(0, dot), at(path.substring(dot + 1), value));
  }

  private static Object find(JsonObject json, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? json.getValue(path)
        : find(json.getJsonObject(path.substring(0, dot)), path.substring(dot + 1));
  }

  private static void refuses(String sentence, Executable asked) {
    assertEquals(sentence, assertThrows(IllegalArgumentException.class, asked).getMessage());
  }
}
