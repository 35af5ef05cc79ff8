package dev.freehold.targets;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What connecting a place would do.
 *
 * @param address as its owner knows it
 * @param name what to call it when nobody says
 * @param confirmation what a person must compare first; nothing else is known until then
 * @param about what there is, to be shown
 * @param steps what would be done there, a plain sentence each; empty when nothing is missing
 * @param hints what the owner should know besides, a plain sentence each
 */
public record Setup(
    String address,
    String name,
    Optional<Confirmation> confirmation,
    List<Fact> about,
    List<String> steps,
    List<String> hints) {

  /**
   * A question that no option answers for everybody.
   *
   * @param field to be given with the value, once a person has said yes
   * @param question {@code Is this the server's key?}
   * @param shown what to compare
   * @param help with what to compare it
   * @param code of the error where nobody can be asked
   */
  public record Confirmation(
      String field, String value, String question, String shown, String help, String code) {}

  /** {@code Memory}: {@code 1.2 GB of 2.0 GB free}. */
  public record Fact(String label, String value) {}

  public static Setup unconfirmed(String address, String name, Confirmation confirmation) {
    return new Setup(address, name, Optional.of(confirmation), List.of(), List.of(), List.of());
  }

  /** Of what is approved: the place and the steps. */
  public String hash() {
    List<String> shown = new ArrayList<>(steps);
    shown.add(address);
    return Sha256.of(Json.canonical(shown)).hex();
  }

  /**
   * @throws UserError {@code deploy.stale}, or that a person must compare something first
   */
  public void require(String approved) {
    confirmation.ifPresent(
        asked -> {
          throw new UserError(
              asked.code(),
              "Nobody confirmed yet: " + asked.question() + " " + asked.shown(),
              asked.help() + " Then add --" + asked.field() + " " + asked.value() + ".");
        });
    if (!hash().equals(approved)) {
      throw new UserError(
          "deploy.stale",
          address + " is not as it was when the plan was shown.",
          "Look at what is to be done now, and approve that.");
    }
  }
}
