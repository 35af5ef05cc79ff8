package dev.freehold.git.github;

import java.util.ArrayList;
import java.util.List;

/**
 * What rules of a branch mean for a push that adds commits to it (types as in {@code
 * repository-rule-detailed} of github.com/github/rest-api-description).
 */
final class RuleReading {
  private final boolean branchIsThere;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();

  RuleReading(boolean branchIsThere) {
    this.branchIsThere = branchIsThere;
  }

  /** Protection of the older kind; what it asks for is told to administrators only. */
  void classicProtection() {
    reasons.add("the branch is protected");
  }

  void rule(String type) {
    switch (type) {
      case "pull_request" -> reasons.add("changes need a pull request");
      case "merge_queue" -> reasons.add("changes go through a merge queue");
      case "update" -> reasons.add("only named people may change it");
      case "required_status_checks" -> reasons.add("status checks have to pass first");
      case "required_deployments" -> reasons.add("a deployment has to succeed first");
      case "required_signatures" -> reasons.add("commits have to be signed");
      case "required_linear_history" -> reasons.add("merge commits are not allowed");
      case "workflows" -> reasons.add("workflows have to pass first");
      case "code_scanning" -> reasons.add("code scanning has to pass first");
      case "creation" -> {
        if (!branchIsThere) {
          reasons.add("only named people may create it");
        }
      }
      case "deletion", "non_fast_forward", "copilot_code_review", "tag_name_pattern" -> {}
      default -> doubts.add(type);
    }
  }

  void notAsked(String why) {
    doubts.add(why);
  }

  BranchRules result() {
    if (!reasons.isEmpty()) {
      return new BranchRules.Protected(reasons);
    }
    return doubts.isEmpty()
        ? new BranchRules.Open()
        : new BranchRules.Unknown(String.join(", ", doubts));
  }
}
