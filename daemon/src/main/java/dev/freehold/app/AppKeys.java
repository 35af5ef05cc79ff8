package dev.freehold.app;

import dev.freehold.credential.Vault;
import java.util.Base64;

/**
 * Keys that an app's builds want and that have to stay the same from one build to the next. They
 * are made from this installation's own key, so that they are nowhere to be read and never lost
 * before it.
 */
public final class AppKeys {
  private final Vault vault;

  public AppKeys(Vault vault) {
    this.vault = vault;
  }

  /**
   * @param name of the variable that holds it
   * @return 32 bytes in base64
   */
  public String of(String appId, String name) {
    return Base64.getEncoder().encodeToString(vault.derive("app-key:" + appId + ":" + name));
  }
}
