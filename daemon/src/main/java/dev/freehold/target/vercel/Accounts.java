package dev.freehold.target.vercel;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.target.store.TargetStore;
import java.util.List;

/** The accounts that were added on this machine. */
public final class Accounts {
  private final TargetStore targets;

  public Accounts(TargetStore targets) {
    this.targets = targets;
  }

  /** Sorted by name. */
  List<Account> all() {
    return targets.all(Account.KIND).stream().map(Accounts::account).toList();
  }

  /**
   * @throws UserError {@code target.unknown}, {@code target.wrong-kind}
   */
  Account require(String name) {
    TargetStore.Stored target = targets.require(name);
    if (!target.kind().equals(Account.KIND)) {
      throw new UserError(
          "target.wrong-kind",
          "'" + name + "' is no account at Vercel but " + target.address() + ".",
          "See which targets there are: freehold target list");
    }
    return account(target);
  }

  /** Takes the place of the one with the same name. */
  void save(Account account) {
    targets.save(account.name(), Account.KIND, account.address(), Json.write(account.details()));
  }

  void remove(String name) {
    targets.remove(name);
  }

  private static Account account(TargetStore.Stored target) {
    return Account.of(target.name(), Json.read(target.details(), Account.Details.class));
  }
}
