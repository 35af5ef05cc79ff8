package dev.freehold.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class VaultTest {
  private static final byte[] PLAIN = "DATABASE_PASSWORD=hunter2".getBytes(UTF_8);

  private final Vault vault = new Vault(new SecretKeySpec(new byte[32], "AES"));

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open("settings-1", vault.seal("settings-1", PLAIN))).isEqualTo(PLAIN);
    assertThat(vault.open("empty", vault.seal("empty", new byte[0]))).isEmpty();
  }

  @Test
  void hidesTheValueAndNeverRepeatsItself() {
    byte[] first = vault.seal("settings-1", PLAIN);
    byte[] second = vault.seal("settings-1", PLAIN);
    assertThat(first).isNotEqualTo(second);
    assertThat(new String(first, UTF_8)).doesNotContain("hunter2");
  }

  @Test
  void noticesEveryChangedBit() {
    byte[] sealed = vault.seal("settings-1", PLAIN);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertDamaged(() -> vault.open("settings-1", changed));
    }
  }

  @Test
  void refusesWhatWasCutShort() {
    byte[] sealed = vault.seal("settings-1", PLAIN);
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(sealed, length);
      assertDamaged(() -> vault.open("settings-1", cut));
    }
  }

  @Test
  void aDerivedKeyIsTheSameForOnePurposeAndTellsNothingOfTheOthers() {
    byte[] key = vault.derive("app-1");
    assertThat(key).hasSize(32).isEqualTo(vault.derive("app-1"));
    assertThat(vault.derive("app-2")).isNotEqualTo(key);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new Vault(new SecretKeySpec(other, "AES")).derive("app-1")).isNotEqualTo(key);
  }

  @Test
  void refusesAnEntryUnderAnotherName() {
    byte[] sealed = vault.seal("settings-1", PLAIN);
    assertDamaged(() -> vault.open("settings-2", sealed));
  }

  @Test
  void refusesAnotherKey() {
    byte[] other = new byte[32];
    other[0] = 1;
    byte[] sealed = new Vault(new SecretKeySpec(other, "AES")).seal("settings-1", PLAIN);
    assertDamaged(() -> vault.open("settings-1", sealed));
  }

  private static void assertDamaged(ThrowingCallable open) {
    assertThatThrownBy(open)
        .isInstanceOfSatisfying(
            MachineError.class,
            e -> {
              assertThat(e.code()).isEqualTo("credential.sealed-damaged");
              assertThat(e.getMessage() + e.remedy()).doesNotContain("hunter2");
            });
  }
}
