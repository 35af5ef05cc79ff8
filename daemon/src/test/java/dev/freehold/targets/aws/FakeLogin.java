package dev.freehold.targets.aws;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.registry.Drivers;
import dev.freehold.targets.registry.TargetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;

/** The account at the stand-in, as a home knows it, with profiles as AWS's tools have them. */
record FakeLogin(AwsDriver driver, Drivers drivers) implements AutoCloseable {
  static final String REGION = "eu-central-1";
  private static final String NAME = "aws";

  static FakeLogin in(
      Home home, Database database, BlobSource blobs, Clock clock, FakeAws aws, Duration patience)
      throws IOException {
    Path profiles = profiles(home.root().resolve("aws-config"));
    var driver =
        new AwsDriver(
            Endpoint.standIn(aws.endpoint(), patience),
            new Logins(
                Map.of(),
                () ->
                    ProfileFileSupplier.fixedProfileFile(
                        ProfileFile.builder()
                            .content(profiles)
                            .type(ProfileFile.Type.CONFIGURATION)
                            .build())),
            name -> aws.leadsToCloudFront(name),
            blobs,
            clock);
    var vault = new Vault(EncryptionKey.find(Map.of(), home.encryptionKey()));
    return new FakeLogin(
        driver, new Drivers(List.of(driver), new TargetStore(database, vault, clock)));
  }

  private static Path profiles(Path file) throws IOException {
    return Files.writeString(
        file,
        FakeAws.profile(REGION)
            + """

            [profile nowhere]
            aws_access_key_id = %s
            aws_secret_access_key = %s

            [profile stranger]
            region = eu-central-1
            aws_access_key_id = AKIASTRANGER00000000
            aws_secret_access_key = wrong
            """
                .formatted(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY));
  }

  Connected connect() {
    String shown = drivers.look(NAME, Map.of()).hash();
    return drivers.connect(NAME, NAME, Map.of(), shown, Progress.NONE);
  }

  Target at(Site site) {
    return at(site, Optional.empty());
  }

  Target at(Site site, Optional<Domain> domain) {
    return drivers.open(site, new Placement(NAME, domain));
  }

  @Override
  public void close() {
    drivers.close();
  }
}
