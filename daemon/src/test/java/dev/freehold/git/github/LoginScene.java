package dev.freehold.git.github;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The stand-in for GitHub at which people log in with codes, and a clock that nobody waits for. */
public final class LoginScene implements AutoCloseable {
  public static final String CLIENT = FakeDevices.CLIENT;

  /** Of the first login. */
  public static final String CODE = "WDJB-MJH1";

  /** That the first login gets when it is confirmed. */
  public static final String TOKEN = "gho_" + CODE + "000000000000";

  private static final String ASK = "POST /login/oauth/access_token";

  private final Time time = new Time();
  private final FakeGitHub fake = new FakeGitHub(time);
  private final CountDownLatch ticking = new CountDownLatch(1);

  public Server server() {
    return fake.where();
  }

  /** Host and port. */
  public String name() {
    return fake.address().getAuthority();
  }

  public Clock clock() {
    return time;
  }

  public Timing timing() {
    return time.timing(Duration.ofSeconds(20));
  }

  /** Stands still until {@link #tick}. */
  public Timing still() {
    return new Timing(
        time,
        pause -> {
          ticking.await();
          time.sleep(pause);
        },
        Duration.ofSeconds(20));
  }

  public void tick() {
    ticking.countDown();
  }

  public void confirmAfter(Duration later, String login) {
    time.after(later, () -> fake.devices().confirm(CODE, login));
  }

  public void denyAfter(Duration later) {
    time.after(later, () -> fake.devices().deny(CODE));
  }

  /** The network is gone from then on. */
  public void goneAfter(Duration later) {
    time.after(later, fake::close);
  }

  public void slowDown(int times) {
    fake.devices().slowDown(times);
  }

  /** So many answers to the question whether it is confirmed are lost. */
  public void loseAnswers(int count) {
    for (int i = 0; i < count; i++) {
      fake.next(ASK, Mishap.RESET);
    }
  }

  /** The app at GitHub does not offer it. */
  public void disable() {
    fake.devices().disable();
  }

  /** How many questions came earlier than allowed. */
  public int tooEarly() {
    return fake.devices().tooEarly();
  }

  public List<String> requests() {
    return fake.requests();
  }

  @Override
  public void close() {
    tick();
    fake.close();
  }
}
