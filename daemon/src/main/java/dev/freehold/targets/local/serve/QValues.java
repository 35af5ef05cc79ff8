package dev.freehold.targets.local.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values of a header like Accept-Encoding with their weights (RFC 9110, section 12.4.2). */
record QValues(Map<String, Double> weights) {
  static QValues of(List<String> headers) {
    var weights = new LinkedHashMap<String, Double>();
    for (String header : headers) {
      for (String element : header.split(",")) {
        String[] parts = element.split(";");
        String value = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!value.isEmpty()) {
          weights.put(value, weight(parts));
        }
      }
    }
    return new QValues(weights);
  }

  boolean isEmpty() {
    return weights.isEmpty();
  }

  /** 0 when the value is not there or is refused. */
  double of(String value) {
    return weights.getOrDefault(value, 0.0);
  }

  /** The weight of the first of these that is named at all. */
  double firstNamed(String... values) {
    for (String value : values) {
      Double weight = weights.get(value);
      if (weight != null) {
        return weight;
      }
    }
    return 0;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        String q = parameter.substring(2).strip();
        return q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(q) : 0;
      }
    }
    return 1;
  }
}
