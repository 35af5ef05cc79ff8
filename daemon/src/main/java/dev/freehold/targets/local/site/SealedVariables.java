package dev.freehold.targets.local.site;

import dev.freehold.base.Json;
import dev.freehold.credential.Vault;
import dev.freehold.file.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * All variables of a settings revision, secret ones too, on their way to the servers of an app: a
 * file of the site, encrypted with the key that the database is encrypted with.
 *
 * @param values by name
 */
public record SealedVariables(Map<String, String> values) {
  /** A revision never changes, so what is there stays. */
  public void write(SiteFolder folder, Vault vault, String settingsId) throws IOException {
    Path file = folder.sealedVariables(settingsId);
    if (!Files.exists(file)) {
      Files.createDirectories(folder.settings());
      byte[] plain = Json.write(this).getBytes(StandardCharsets.UTF_8);
      DurableFiles.write(file, vault.seal(name(settingsId), plain));
    }
  }

  /**
   * @throws dev.freehold.base.MachineError {@code credential.sealed-damaged}
   */
  public static SealedVariables read(SiteFolder folder, Vault vault, String settingsId)
      throws IOException {
    byte[] sealed = Files.readAllBytes(folder.sealedVariables(settingsId));
    byte[] plain = vault.open(name(settingsId), sealed);
    return Json.read(new String(plain, StandardCharsets.UTF_8), SealedVariables.class);
  }

  private static String name(String settingsId) {
    return "variables of settings " + settingsId;
  }

  /** The names alone: values may be secret. */
  @Override
  public String toString() {
    return "SealedVariables" + values.keySet();
  }
}
