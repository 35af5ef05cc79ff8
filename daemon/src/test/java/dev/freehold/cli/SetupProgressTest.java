package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ServerEvent;
import dev.freehold.cli.output.Progress;
import dev.freehold.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final SetupProgress setup =
      new SetupProgress(
          new Progress(
              new Terminal(
                  InputStream.nullInputStream(),
                  new PrintStream(OutputStream.nullOutputStream()),
                  new PrintStream(shown, true, StandardCharsets.UTF_8),
                  false,
                  false,
                  false),
              false),
          "pier-7",
          List.of("Dig.", "Fill.", "Paint."));

  private String err() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private void hears(String type, String target, int ordinal) {
    ObjectNode data =
        Json.mapper().createObjectNode().put("target", target).put("ordinal", ordinal);
    setup.accept(new ServerEvent("1", type, data));
  }

  @Test
  void aStepAtWorkMeansThatThoseBeforeItAreDone() {
    hears("setup.step", "pier-7", 0);
    assertThat(err()).isEmpty();
    hears("setup.step", "pier-7", 2);
    assertThat(err()).isEqualTo("done: Dig.\ndone: Fill.\n");
    hears("setup.step", "pier-7", 1);
    hears("setup.step", "pier-7", 7);
    setup.done();
    assertThat(err()).isEqualTo("done: Dig.\ndone: Fill.\ndone: Paint.\n");
  }

  @Test
  void whatFailsIsTheOneAtWork() {
    hears("setup.step", "pier-7", 1);
    setup.failed("target.package-failed");
    assertThat(err()).isEqualTo("done: Dig.\nfailed: Fill. (target.package-failed)\n");
  }

  @Test
  void nothingBegunIsNoStepThatFailed() {
    setup.failed("deploy.stale");
    assertThat(err()).isEmpty();
  }

  @Test
  void whatHappensToOthersAndAfterItsEndIsNotShown() {
    hears("setup.step", "pier-8", 1);
    hears("step.started", "pier-7", 1);
    setup.failed("deploy.stale");
    hears("setup.step", "pier-7", 1);
    assertThat(err()).isEmpty();
  }
}
