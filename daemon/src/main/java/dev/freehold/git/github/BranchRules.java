package dev.freehold.git.github;

import java.util.List;

/** Whether GitHub would refuse a push to a branch, as far as it says. */
public sealed interface BranchRules {
  record Open() implements BranchRules {}

  /**
   * Refused, unless the account is one of those that may pass over the rules, which GitHub does not
   * say.
   *
   * @param reasons in words: {@code "changes need a pull request"}
   */
  record Protected(List<String> reasons) implements BranchRules {
    public Protected {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * It depends on what is pushed, or could not be asked.
   *
   * @param why in words
   */
  record Unknown(String why) implements BranchRules {}
}
