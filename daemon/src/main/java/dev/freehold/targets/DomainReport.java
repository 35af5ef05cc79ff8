package dev.freehold.targets;

import java.util.List;

/**
 * Whether visitors get from a domain to the place that it is to lead to.
 *
 * @param records that lead there
 * @param problems a sentence each, what to do about it included; empty when all is well
 */
public record DomainReport(String domain, List<DnsRecord> records, List<String> problems) {
  /**
   * A record to be made where the domain is managed.
   *
   * @param type {@code A}, {@code AAAA} or {@code CNAME}
   */
  public record DnsRecord(String type, String name, String value) {}
}
