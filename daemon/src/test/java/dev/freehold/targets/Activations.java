package dev.freehold.targets;

import dev.freehold.app.Placement;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.release.OutputTree;
import dev.freehold.release.Release;
import dev.freehold.release.ReleaseRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Makes what can be activated: an app of two files with a large picture that never changes. */
public final class Activations {
  public static final String APP = "guestbook";
  public static final Site SITE = new Site(APP, "production");
  private static final byte[] PICTURE = new byte[200_000];

  private final ReleaseRoom room;
  private int revision;

  public Activations(ReleaseRoom room) {
    this.room = room;
    room.addApp(APP);
  }

  /** Its page says {@code text} and loads a script whose hashed name and content say it as well. */
  public Activation page(String text) {
    return of(app(text), Map.of("VITE_TITLE", "title of " + text, "SECRET_KEY", "hidden"));
  }

  /** Too large to be in flight as a whole. */
  public Activation withFilm(String text) {
    return of(app(text).with("film.mp4", film()), Map.of());
  }

  public static byte[] film() {
    byte[] film = new byte[40_000_000];
    new Random(5).nextBytes(film);
    return film;
  }

  public static OutputTree app(String text) {
    return new OutputTree()
        .with(
            "index.html",
            "<!doctype html><h1>" + text + "</h1><script src=\"/" + script(text) + "\">")
        .with(script(text), "// " + text + "\n" + "console.log(1);\n".repeat(200))
        .with("picture.png", PICTURE);
  }

  public static String script(String text) {
    return "assets/index-" + Sha256.of(text).hex().substring(0, 7) + "a.js";
  }

  public Activation of(OutputTree output, Map<String, String> variables) {
    Optional<String> fallback = output.entry("index.html").map(entry -> entry.path());
    return of(output, Serving.files(fallback), variables);
  }

  public Activation of(OutputTree output, Serving serving, Map<String, String> variables) {
    Artifact artifact = room.artifacts.assemble(output, serving, List.of());
    Release release =
        room.releases.create(
            APP, "commit", artifact, "", List.of(), "key " + artifact.id(), Optional.empty());
    List<Variable> values =
        new TreeMap<>(variables)
            .entrySet().stream()
                .map(v -> new Variable(v.getKey(), v.getValue(), Variable.Source.USER))
                .toList();
    revision++;
    return new Activation(
        release,
        artifact,
        new Settings("settings-" + revision, "env", revision, values),
        new Placement("here", Optional.empty()));
  }
}
