package dev.freehold.git.github;

import dev.freehold.credential.Secret;
import java.time.Duration;

/** A GitHub, and its client with a token of ada's. */
final class GitHubScene implements AutoCloseable {
  static final RepositoryName SHOP = new RepositoryName("ada", "shop");

  final Time time = new Time();
  final FakeGitHub fake = new FakeGitHub(time);
  final GitHub github;

  GitHubScene(FakeToken token) {
    this(token, Duration.ofSeconds(20));
  }

  GitHubScene(FakeToken token, Duration patience) {
    fake.state().add(token);
    github = with(token.value(), patience);
  }

  static GitHubScene classic() {
    return new GitHubScene(FakeToken.classic("ada", "repo"));
  }

  GitHub with(String token, Duration patience) {
    return new GitHub(fake.where(), () -> Secret.of(token), time.timing(patience));
  }

  /** One with two branches that differ. */
  FakeRepository shop() {
    FakeRepository shop = fake.state().make("ada", "shop", "private");
    shop.branches.put("main", "0001");
    shop.branches.put("freehold/v7", "0002");
    return shop;
  }

  @Override
  public void close() {
    github.close();
    fake.close();
  }
}
