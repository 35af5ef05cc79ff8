package dev.freehold.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Looks for every rule in the chunks of one file. */
final class FileSearch {
  /** A file with more is refused all the same; the rest shows once these are dealt with. */
  private static final int MOST_FINDINGS = 100;

  private final List<SecretRule> rules;
  private final String path;
  private final String published;
  private final SecretReport report;
  private final List<Finding> findings = new ArrayList<>();

  /** By rule: values that were judged already, so that a repeated one costs nothing. */
  private final Map<String, Set<String>> judged = new HashMap<>();

  /** Values that a finding names; the same value under a less exact rule is no second finding. */
  private final Set<String> reported = new HashSet<>();

  /**
   * @param published variable whose value this is, when it is no file
   */
  FileSearch(List<SecretRule> rules, String path, String published, SecretReport report) {
    this.published = published;
    this.rules = rules;
    this.path = path;
    this.report = report;
  }

  List<Finding> findings() {
    return findings;
  }

  void visit(TextChunks.Chunk chunk) {
    for (SecretRule rule : rules) {
      Matcher matcher = rule.pattern().matcher(chunk.text());
      matcher.useTransparentBounds(true).useAnchoringBounds(false);
      for (String keyword : rule.keywords()) {
        search(chunk, rule, keyword, matcher);
      }
    }
  }

  private void search(TextChunks.Chunk chunk, SecretRule rule, String keyword, Matcher matcher) {
    String text = chunk.text();
    int at = text.indexOf(keyword, chunk.from());
    while (at >= 0 && at < chunk.to()) {
      matcher.region(at, Math.min(text.length(), at + TextChunks.WINDOW));
      if (matcher.lookingAt()) {
        judge(chunk, rule, matcher);
      }
      at = text.indexOf(keyword, at + keyword.length());
    }
  }

  private void judge(TextChunks.Chunk chunk, SecretRule rule, Matcher matcher) {
    String value = matcher.group("value");
    if (findings.size() >= MOST_FINDINGS) {
      return;
    }
    if (!judged.computeIfAbsent(rule.id(), _ -> new HashSet<>()).add(value)) {
      return;
    }
    if (!rule.real().test(new Candidate(path, chunk.text(), matcher)) || isReported(value)) {
      return;
    }
    reported.add(value);
    String variable = NamedValues.publicVariableBefore(chunk.text(), matcher.start());
    if (!published.isEmpty()) {
      variable = published;
    } else if (variable.isEmpty()) {
      variable = NamedValues.publicVariableBefore(chunk.text(), matcher.start("value"));
    }
    findings.add(report.finding(rule, path, chunk.line(matcher.start()), value, variable));
  }

  private boolean isReported(String value) {
    return reported.stream().anyMatch(known -> known.contains(value) || value.contains(known));
  }
}
