package dev.freehold.doctor;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/** Whether the daemon answers at its socket, and nobody else can reach it. */
record SocketExamination(Path socket) implements Examination {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  @Override
  public Subject subject() {
    return Subject.SOCKET;
  }

  @Override
  public Line look() {
    try {
      if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        return notRunning("The daemon does not run; commands start it when they need it.");
      }
      int mode = (int) Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & TYPE) != SOCKET) {
        return Line.failed(
            subject(),
            "There is something at " + socket + " that is no socket.",
            "Look at it, then: mv " + socket + " " + socket + ".old");
      }
      return owned();
    } catch (IOException e) {
      throw MachineError.io("Looking at " + socket, e);
    }
  }

  private Line owned() throws IOException {
    Path folder = socket.toAbsolutePath().getParent();
    for (Path path : folder == null ? new Path[] {socket} : new Path[] {folder, socket}) {
      UserPrincipal owner = Files.getOwner(path);
      if (!owner.getName().equals(System.getProperty("user.name"))) {
        return Line.failed(
            subject(),
            path + " belongs to " + owner.getName() + ".",
            "Use a home of your own: export FREEHOLD_HOME=~/.freehold");
      }
      String wanted = path.equals(socket) ? "rw-------" : "rwx------";
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      if (!mode.equals(wanted)) {
        return Line.failed(
            subject(),
            path + " is open to others: its mode is " + mode + ".",
            "chmod " + (path.equals(socket) ? "600 " : "700 ") + path);
      }
    }
    return answering();
  }

  private Line answering() {
    return switch (Answering.at(socket)) {
      case YES -> Line.ok(subject(), "The daemon answers at " + socket + ", and only you.");
      case NOBODY ->
          notRunning("The daemon does not run; an earlier one left " + socket + " behind.");
      case NO ->
          Line.failed(
              subject(),
              "Something listens at " + socket + " and does not answer.",
              "freehold daemon stop");
    };
  }

  private Line notRunning(String reason) {
    return Line.warning(subject(), reason, "freehold daemon start");
  }
}
