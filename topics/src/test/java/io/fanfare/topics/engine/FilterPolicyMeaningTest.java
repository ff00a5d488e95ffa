package io.fanfare.topics.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanfare.core.MessageAttribute;
import io.fanfare.topics.model.SubscriptionAttribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages a filter policy wants. */
class FilterPolicyMeaningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          # policy for the attribute ~ its type ~ its value ~ wanted
          ["text"] ~ String ~ text ~ true
          ["text"] ~ String ~ Text ~ false
          ["text"] ~ String.custom ~ text ~ true
          [100] ~ Number ~ 100 ~ true
          [100] ~ String ~ 100 ~ false
          ["100"] ~ Number ~ 100 ~ false
          [301.5] ~ Number ~ 3.015e2 ~ true
          [3.015e2] ~ Number ~ 301.5 ~ true
          [0] ~ Number ~ -0 ~ true
          [1e300] ~ Number ~ 1e300 ~ true
          [true] ~ String ~ true ~ false
          [true] ~ String.Array ~ [true] ~ true
          [null] ~ String.Array ~ [null,"x"] ~ true
          ["x"] ~ String.Array ~ ["y","x"] ~ true
          ["x"] ~ String.Array ~ [] ~ false
          ["x"] ~ String.Array ~ ["x" ~ false
          [{"exists":false}] ~ String.Array ~ [] ~ true
          [{"exists":true}] ~ String ~ x ~ true
          [{"exists":false}] ~ String ~ x ~ false
          [{"prefix":"p"}] ~ String ~ pq ~ true
          [{"suffix":"q"}] ~ String ~ pq ~ true
          [{"suffix":"p"}] ~ String ~ pq ~ false
          [{"equals-ignore-case":"STRASSE Ä"}] ~ String ~ strasse ä ~ true
          [{"equals-ignore-case":"STRASSE"}] ~ String ~ straße ~ false
          [{"wildcard":"a*b"}] ~ String ~ axxb ~ true
          [{"wildcard":"a*b"}] ~ String ~ ab ~ true
          [{"wildcard":"a*b"}] ~ String ~ abc ~ false
          [{"wildcard":"*ab*ab"}] ~ String ~ ab ~ false
          [{"wildcard":"a\\\\*b"}] ~ String ~ a*b ~ true
          [{"wildcard":"a\\\\*b"}] ~ String ~ axb ~ false
          [{"anything-but":"x"}] ~ String ~ y ~ true
          [{"anything-but":["x","y"]}] ~ String ~ y ~ false
          [{"anything-but":[1,2]}] ~ Number ~ 3 ~ true
          [{"anything-but":["rugby","tennis"]}] ~ String.Array ~ ["rugby","baseball"] ~ true
          [{"anything-but":["rugby","tennis"]}] ~ String.Array ~ ["rugby"] ~ false
          [{"anything-but":{"prefix":"p"}}] ~ String ~ q ~ true
          [{"anything-but":{"prefix":"p"}}] ~ String ~ pq ~ false
          [{"anything-but":{"prefix":"p"}}] ~ Number ~ 5 ~ false
          [{"anything-but":{"suffix":"q"}}] ~ String ~ pq ~ false
          [{"anything-but":{"wildcard":"p*q"}}] ~ String ~ pq ~ false
          [{"anything-but":{"wildcard":"p*q"}}] ~ String ~ qp ~ true
          [{"anything-but":{"equals-ignore-case":"PQ"}}] ~ String ~ pq ~ false
          [{"numeric":["=",100]}] ~ Number ~ 1e2 ~ true
          [{"numeric":[">",10,"<=",20]}] ~ Number ~ 20 ~ true
          [{"numeric":[">",10,"<=",20]}] ~ Number ~ 10 ~ false
          [{"numeric":["<",0]}] ~ Number ~ -0.0 ~ false
          [{"numeric":[">=",-1e300]}] ~ Number ~ -1e299 ~ true
          [{"numeric":[">",5]}] ~ String ~ 6 ~ false
          [{"numeric":[">",5]}] ~ String.Array ~ [1,6] ~ true
          [{"cidr":"10.0.0.0/24"}] ~ String ~ 10.0.0.255 ~ true
          [{"cidr":"10.0.0.0/24"}] ~ String ~ 10.0.1.0 ~ false
          [{"cidr":"0.0.0.0/0"}] ~ String ~ 10.0.1.0 ~ true
          [{"cidr":"0.0.0.0/0"}] ~ String ~ 10.0.1 ~ false
          [{"cidr":"2001:db8::/32"}] ~ String ~ 2001:DB8:0:0:0:0:0:1 ~ true
          [{"cidr":"2001:db8::/32"}] ~ String ~ 2001:db9::1 ~ false
          [{"cidr":"::ffff:10.0.0.0/120"}] ~ String ~ ::ffff:10.0.0.7 ~ true
          ["a","b"] ~ String ~ b ~ true
          """)
  void anAttributeIsWantedIfAnyElementHolds(
      String conditions, String type, String value, boolean isWanted) {
    assertEquals(
        isWanted,
        wants(
            SubscriptionAttribute.MESSAGE_ATTRIBUTES,
            "{\"key\":" + conditions + "}",
            Map.of("key", MessageAttribute.ofText(type, value)),
            ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          # policy ~ body ~ wanted
          {"key":["v"]} ~ {"key":"v","other":1} ~ true
          {"key":["v"]} ~ {"key":["w","v"]} ~ true
          {"key":["v"]} ~ {"key":[["w"],[["v"]]]} ~ true
          {"key":["v"]} ~ [{"key":"v"}] ~ false
          {"key":["v"]} ~ "v" ~ false
          {"key":["v"]} ~ {"key":"v" ~ false
          {"key":["v"]} ~ {"key":"v"} x ~ false
          {"key":[{"exists":false}]} ~ no JSON ~ false
          {"key":[{"exists":false}]} ~ {} ~ true
          {"key":[{"exists":false}]} ~ {"key":[]} ~ true
          {"key":[{"exists":false}]} ~ {"key":{"a":1}} ~ true
          {"key":[{"exists":true}]} ~ {"key":{"a":1}} ~ false
          {"key":[{"exists":true}]} ~ {"key":null} ~ true
          {"key":[null]} ~ {"key":null} ~ true
          {"key":[null]} ~ {} ~ false
          {"key":[true]} ~ {"key":true} ~ true
          {"key":["true"]} ~ {"key":true} ~ false
          {"key":["v"],"other":[1]} ~ {"key":"v","other":[]} ~ false
          {"key":["v"]} ~ {"key":"v","other":[]} ~ true
          {"key":[{"anything-but":"v"}]} ~ {} ~ false
          {"a":{"b":["v"]}} ~ {"a":{"b":"v"}} ~ true
          {"a":{"b":["v"]}} ~ {"a.b":"v"} ~ true
          {"a.b":["v"]} ~ {"a":{"b":"v"}} ~ true
          {"a.b":{"c":["v"]}} ~ {"a":{"b.c":"v"}} ~ true
          {"a":{"b":["v"]}} ~ {"a":"v"} ~ false
          {"a":{"b":["v"]}} ~ {"a":[{"b":"w"},{"b":"v"}]} ~ true
          {"a":{"b":["v"]}} ~ {"a":[[{"b":"w"}],[[{"b":"v"}]]]} ~ true
          {"a":{"b":["v"],"c":[1]}} ~ {"a":[{"b":"v","c":2},{"b":"w","c":1}]} ~ false
          {"a":{"b":["v"],"c":[1]}} ~ {"a":[{"b":"v","c":2},{"b":"v","c":1}]} ~ true
          {"a":{"b":["v"],"c":{"d":[1]}}} ~ {"a":[{"b":"v","c":[{"d":2},{"d":1}]},{"b":"w"}]} ~ true
          {"a":{"b":["v"],"c":{"d":[1]}}} ~ {"a":[{"b":"v","c":[{"d":2}]},{"b":"w","c":{"d":1}}]} ~ false
          {"a":{"x":[1]},"b":{"y":[1]}} ~ {"a":[{"x":2},{"x":1}],"b":[{"y":1},{"y":2}]} ~ true
          {"a":{"b":["v"],"c":[{"exists":false}]}} ~ {"a":[{"b":"v"},{"b":"w","c":1}]} ~ false
          {"a":[{"numeric":["<",5]}]} ~ {"a":["x",7,4]} ~ true
          {"$or":[{"a":[1]},{"b":[1]}]} ~ {"b":1} ~ true
          {"$or":[{"a":[1]},{"b":[1]}]} ~ {"a":2,"b":2} ~ false
          {"c":[1],"$or":[{"a":[1]},{"b":[1]}]} ~ {"a":1} ~ false
          {"c":[1],"$or":[{"a":[1]},{"b":[1]}]} ~ {"a":1,"c":1} ~ true
          {"o":{"$or":[{"a":[1]},{"b":[1],"$or":[{"c":[1]},{"d":[1]}]}]}} ~ {"o":{"b":1,"d":1}} ~ true
          {"o":{"$or":[{"a":[1]},{"b":[1],"$or":[{"c":[1]},{"d":[1]}]}]}} ~ {"o":{"b":1}} ~ false
          {"a":[1,2],"$or":[{"a":[1]},{"b":[1]}]} ~ {"a":2} ~ false
          {"$or":["x","y"]} ~ {"$or":"y"} ~ true
          {"$or":[{"prefix":"x"},{"suffix":"y"}]} ~ {"$or":"ay"} ~ true
          """)
  void aBodyIsWantedIfAllKeysHold(String policy, String body, boolean isWanted) {
    assertEquals(isWanted, wants(SubscriptionAttribute.MESSAGE_BODY, policy, Map.of(), body));
  }

  @Test
  void keysThatAPolicyDoesNotNameAreIgnored() {
    Map<String, MessageAttribute> attributes =
        Map.of(
            "key", MessageAttribute.string("v"),
            "a.b", MessageAttribute.string("w"),
            "binary", MessageAttribute.ofText("Binary", "v"));
    assertEquals(true, wants("MessageAttributes", "{\"key\":[\"v\"]}", attributes, ""));
    assertEquals(true, wants("MessageAttributes", "{\"a.b\":[\"w\"]}", attributes, ""));
    assertEquals(false, wants("MessageAttributes", "{\"a\":[\"w\"]}", attributes, ""));
    assertEquals(false, wants("MessageAttributes", "{\"binary\":[\"v\"]}", attributes, ""));
  }

  @Test
  void halvesOfCharactersAreNotTakenForOthers() {
    assertEquals(
        false,
        wants("MessageBody", "{\"a\":[{\"prefix\":\"?\"}]}", Map.of(), "{\"a\":\"\\ud800\"}"));
  }

  private static boolean wants(
      String scope, String policy, Map<String, MessageAttribute> attributes, String body) {
    SubscriptionFilters<String> filters = new SubscriptionFilters<>();
    filters.add("it", FilterPolicy.parse("", policy, scope));
    return filters.match(attributes, body).equals(List.of("it"));
  }
}
