package dev.freehold.git.github;

import java.util.List;

/** Why GitHub will refuse a push, or may. */
public sealed interface Obstacle {
  /** What will happen and why, in a sentence. */
  String sentence();

  /** What to do. */
  String remedy();

  /** Whether the push will be refused; otherwise it may be, and can be tried. */
  default boolean certain() {
    return true;
  }

  record Archived(RepositoryName repository) implements Obstacle {
    @Override
    public String sentence() {
      return "The repository " + repository + " is archived: nothing can be pushed to it.";
    }

    @Override
    public String remedy() {
      return "Unarchive it in its settings at GitHub, or connect another one.";
    }
  }

  record PushNotAllowed(RepositoryName repository, String login) implements Obstacle {
    @Override
    public String sentence() {
      return login + " may not push to " + repository + ".";
    }

    @Override
    public String remedy() {
      return "Ask its owner for the permission to write, or use the token of another account.";
    }
  }

  /** Of a token with scopes that are known. */
  record RepoScopeMissing() implements Obstacle {
    @Override
    public String sentence() {
      return "The token lacks the scope 'repo', without which nothing can be pushed.";
    }

    @Override
    public String remedy() {
      return "Make a token with the scope 'repo', or log in again.";
    }
  }

  /** GitHub makes an exception for files that another branch has already. */
  record WorkflowScopeMissing() implements Obstacle {
    @Override
    public String sentence() {
      return "The app has files in .github/workflows, and the token lacks the scope 'workflow':"
          + " GitHub refuses pushes that add or change them.";
    }

    @Override
    public String remedy() {
      return "Make a token with the scopes 'repo' and 'workflow', or log in with both: 'gh auth"
          + " refresh --scopes workflow', or 'freehold git login --workflows'.";
    }
  }

  /** Of a token whose permissions GitHub does not say. */
  record WorkflowPermissionUnknown() implements Obstacle {
    @Override
    public String sentence() {
      return "The app has files in .github/workflows, and GitHub does not say whether the token may"
          + " change them.";
    }

    @Override
    public String remedy() {
      return "If the push is refused, give the token the permission 'Workflows: write'.";
    }

    @Override
    public boolean certain() {
      return false;
    }
  }

  /**
   * @param instead branch to push to, for a pull request
   */
  record BranchProtected(String branch, List<String> reasons, String instead) implements Obstacle {
    public BranchProtected {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String sentence() {
      return "GitHub refuses pushes to " + branch + ": " + String.join("; ", reasons) + ".";
    }

    @Override
    public String remedy() {
      return "Push to " + instead + " and open a pull request to " + branch + ".";
    }
  }

  /**
   * @param instead branch to push to, for a pull request
   */
  record RulesUnknown(String branch, String why, String instead) implements Obstacle {
    @Override
    public String sentence() {
      return "The rules of " + branch + " may refuse the push (" + why + ").";
    }

    @Override
    public String remedy() {
      return "If it is refused, push to " + instead + " and open a pull request to " + branch + ".";
    }

    @Override
    public boolean certain() {
      return false;
    }
  }
}
