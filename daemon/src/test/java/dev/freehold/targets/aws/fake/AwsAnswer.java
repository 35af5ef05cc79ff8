package dev.freehold.targets.aws.fake;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

record AwsAnswer(int status, Map<String, String> headers, byte[] body) {
  static AwsAnswer empty(int status) {
    return new AwsAnswer(status, Map.of(), new byte[0]);
  }

  static AwsAnswer xml(int status, String document) {
    return of(status, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document);
  }

  static AwsAnswer of(int status, String type, String text) {
    return new AwsAnswer(
        status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  AwsAnswer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new AwsAnswer(status, more, body);
  }
}
