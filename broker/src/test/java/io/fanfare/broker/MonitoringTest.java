package io.fanfare.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for metrics and labels that there are. */
class MonitoringTest {

  private static final Path DIRECTORY =
      Path.of("").toAbsolutePath().resolveSibling("examples").resolve("monitoring");
  private static final Pattern SELECTED = Pattern.compile("(fanfare_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!=|!~|=)\\s*\"");
  private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job", "le");

  private static final Map<String, Set<String>> LABELS = new HashMap<>();

  @BeforeAll
  static void metrics() {
    for (List<String> row : MetricsReference.rows()) {
      String name = row.get(0).replace("`", "");
      Set<String> labels = new TreeSet<>(List.of(row.get(2).split(", ")));
      labels.addAll(OF_PROMETHEUS);
      LABELS.put(name, labels);
      if (row.get(1).equals("summary") || row.get(1).equals("histogram")) {
        for (String part : List.of("_sum", "_count", "_bucket")) {
          LABELS.put(name + part, labels);
        }
      }
    }
  }

  @Test
  void theDashboardAsksForMetricsThatThereAre() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(DIRECTORY.resolve("grafana-dashboard.json").toFile());
    List<String> wrong = new ArrayList<>();
    List<JsonNode> targets = new ArrayList<>();
    dashboard.get("panels").forEach(panel -> panel.path("targets").forEach(targets::add));
    assertTrue(targets.size() > 40, targets.size() + " queries");
    for (JsonNode target : targets) {
      String query = target.get("expr").asText();
      check(query, wrong);
      Matcher shown = SHOWN.matcher(target.get("legendFormat").asText());
      while (shown.find()) {
        if (!query.contains("by (")
            && labelsOf(query).stream().noneMatch(of -> of.contains(shown.group(1)))) {
          wrong.add("no " + shown.group(1) + " in " + query);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void theAlertsAskForMetricsThatThereAre() throws IOException {
    String rules = Files.readString(DIRECTORY.resolve("prometheus-alerts.yaml"));
    List<String> wrong = new ArrayList<>();
    check(rules.lines().filter(line -> !line.contains("summary:")).toList().toString(), wrong);
    assertEquals(List.of(), wrong);
  }

  private static List<Set<String>> labelsOf(String query) {
    return SELECTED
        .matcher(query)
        .results()
        .map(found -> LABELS.getOrDefault(found.group(1), Set.of()))
        .toList();
  }

  private static void check(String query, List<String> wrong) {
    Matcher selected = SELECTED.matcher(query);
    while (selected.find()) {
      Set<String> known = LABELS.get(selected.group(1));
      if (known == null) {
        wrong.add("no " + selected.group(1) + " in " + query);
        continue;
      }
      Matcher label = LABEL.matcher(selected.group(2) == null ? "" : selected.group(2));
      while (label.find()) {
        if (!known.contains(label.group(1))) {
          wrong.add(selected.group(1) + " has no " + label.group(1));
        }
      }
    }
  }
}
