package dev.freehold.targets.aws.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ConflictException;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.DeleteKeyRequestListItem;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ListKeysResponseListItem;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.PutKeyRequestListItem;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.model.ResourceNotFoundException;

/** What is in one KeyValueStore. All of an update happens, or nothing of it. */
public final class StoredValues {
  /** The service takes no more keys in one update. */
  private static final int TOGETHER = 50;

  private final CloudFrontKeyValueStoreClient client;
  private final String store;

  StoredValues(CloudFrontKeyValueStoreClient client, String store) {
    this.client = client;
    this.store = store;
  }

  /** Of the whole store: it is another one after each write, whatever was written. */
  public String etag() {
    return Failures.told(
        "look at the store of pointers",
        () -> client.describeKeyValueStore(r -> r.kvsARN(store)).eTag());
  }

  public Optional<String> read(String key) {
    return Failures.told(
        "read " + key + " in the store of pointers",
        () -> {
          try {
            return Optional.of(client.getKey(r -> r.kvsARN(store).key(key)).value());
          } catch (ResourceNotFoundException _) {
            return Optional.empty();
          }
        });
  }

  /** The key itself, and those below it. */
  public List<String> keys(String key) {
    return Failures.told(
        "list the store of pointers",
        () ->
            client.listKeysPaginator(r -> r.kvsARN(store)).items().stream()
                .map(ListKeysResponseListItem::key)
                .filter(one -> one.equals(key) || one.startsWith(key + "/"))
                .toList());
  }

  /** Those of the keys that are there; what others write meanwhile stays as they wrote it. */
  public void delete(List<String> keys) {
    for (int from = 0; from < keys.size(); from += TOGETHER) {
      List<String> some = keys.subList(from, Math.min(from + TOGETHER, keys.size()));
      boolean done = false;
      while (!done) {
        String etag = etag();
        List<String> there = some.stream().filter(key -> read(key).isPresent()).toList();
        done = there.isEmpty() || write(etag, Map.of(), there);
      }
    }
  }

  /**
   * @param etag of the store as it was looked at
   * @return false when somebody wrote to it meanwhile; nothing was written then
   */
  public boolean write(String etag, Map<String, String> puts, List<String> deletes) {
    return Failures.told(
        "write to the store of pointers",
        () -> {
          try {
            client.updateKeys(
                r ->
                    r.kvsARN(store)
                        .ifMatch(etag)
                        .puts(
                            puts.entrySet().stream()
                                .map(
                                    one ->
                                        PutKeyRequestListItem.builder()
                                            .key(one.getKey())
                                            .value(one.getValue())
                                            .build())
                                .toList())
                        .deletes(
                            deletes.stream()
                                .map(key -> DeleteKeyRequestListItem.builder().key(key).build())
                                .toList()));
            return true;
          } catch (ConflictException _) {
            return false;
          }
        });
  }
}
