package dev.freehold.targets.aws.api;

import dev.freehold.base.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DomainValidation;
import software.amazon.awssdk.services.acm.model.ResourceInUseException;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acm.model.ValidationMethod;

/** Certificates for CloudFront, which takes those of us-east-1 alone. */
public final class Certificates {
  private static final List<CertificateStatus> USABLE =
      List.of(CertificateStatus.ISSUED, CertificateStatus.PENDING_VALIDATION);

  /** Of those that were asked for here; others are their owner's. */
  private final AcmClient acm;

  Certificates(AcmClient acm) {
    this.acm = acm;
  }

  /**
   * @param issued whether it can be used
   * @param proofs records by which AWS sees whose names they are; empty for a moment after it was
   *     asked for
   */
  public record Certificate(String arn, boolean issued, List<Proof> proofs) {}

  /** A CNAME record. */
  public record Proof(String name, String value) {}

  /** For exactly these names, an issued one first. */
  public Optional<Certificate> find(List<String> names) {
    return Failures.told(
        "look for the certificate of " + names.getFirst(),
        () -> {
          List<Certificate> found =
              acm
                  .listCertificatesPaginator(r -> r.certificateStatuses(USABLE))
                  .certificateSummaryList()
                  .stream()
                  .filter(one -> names.getFirst().equals(one.domainName()))
                  .map(CertificateSummary::certificateArn)
                  .flatMap(arn -> get(arn, names).stream())
                  .toList();
          return found.stream()
              .filter(Certificate::issued)
              .findFirst()
              .or(() -> found.stream().findFirst());
        });
  }

  private Optional<Certificate> get(String arn, List<String> names) {
    try {
      CertificateDetail one = acm.describeCertificate(r -> r.certificateArn(arn)).certificate();
      return new TreeSet<>(one.subjectAlternativeNames()).equals(new TreeSet<>(names))
          ? Optional.of(
              new Certificate(
                  arn,
                  one.status() == CertificateStatus.ISSUED,
                  one.domainValidationOptions().stream()
                      .flatMap(option -> proof(option).stream())
                      .distinct()
                      .toList()))
          : Optional.empty();
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    }
  }

  private static Optional<Proof> proof(DomainValidation option) {
    return Optional.ofNullable(option.resourceRecord())
        .map(record -> new Proof(bare(record.name()), bare(record.value())));
  }

  private static String bare(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** May be repeated: within an hour the same is answered, and later it is found. */
  public String request(List<String> names) {
    return Failures.told(
        "ask for a certificate for " + names.getFirst(),
        () ->
            acm.requestCertificate(
                    r -> {
                      r.domainName(names.getFirst())
                          .validationMethod(ValidationMethod.DNS)
                          .tags(tag -> tag.key(Mark.KEY).value(names.getFirst()))
                          .idempotencyToken(
                              Sha256.of(String.join(" ", names)).hex().substring(0, 32));
                      if (names.size() > 1) {
                        r.subjectAlternativeNames(names.subList(1, names.size()));
                      }
                    })
                .certificateArn());
  }

  /**
   * If it was asked for here.
   *
   * @return false while it is in use, which AWS says for some time after a distribution let it go
   */
  public boolean delete(String arn) {
    return Failures.told(
        "delete the certificate " + arn,
        () -> {
          try {
            boolean ours =
                acm.listTagsForCertificate(r -> r.certificateArn(arn)).tags().stream()
                    .anyMatch(tag -> tag.key().equals(Mark.KEY));
            if (ours) {
              acm.deleteCertificate(r -> r.certificateArn(arn));
            }
            return true;
          } catch (ResourceNotFoundException _) {
            return true;
          } catch (ResourceInUseException _) {
            return false;
          }
        });
  }
}
