package vn.khuyenhoc.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The style sheet, script, icons and fonts, held in memory and already compressed. Their addresses
 * carry a hash over all of them, so that a browser may keep them for ever and still sees every
 * change at once. Fonts carry their own hash in the file name and keep their address across
 * releases.
 */
public final class Assets {

  private static final String ROOT = "/static/";
  private static final String FONTS = "fonts/";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain;charset=utf-8"));
  private static final Set<String> COMPRESSIBLE =
      Set.of("css", "js", "mjs", "svg", "json", "webmanifest", "txt");

  private static final Map<String, Asset> FILES = read();
  private static final String HASH = hash(FILES);
  private static final Set<String> ICONS = icons(FILES.get("icons.svg"));

  private Assets() {}

  /**
   * One file as it goes over the wire.
   *
   * @param type media type
   * @param bytes the file
   * @param gzip the same compressed, or null where that saves nothing
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Asset(String type, byte[] bytes, byte @Nullable [] gzip) {}

  /**
   * The address of a file.
   *
   * @param name path below the folder of static files, such as {@code app.css}
   * @throws IllegalArgumentException when there is no such file
   */
  public static String path(String name) {
    if (!FILES.containsKey(name)) {
      throw new IllegalArgumentException("No static file " + name);
    }
    return name.startsWith(FONTS) ? ROOT + name : ROOT + HASH + '/' + name;
  }

  /** The address of the newest file whose name begins so: fonts, whose names carry a hash. */
  public static String font(String face) {
    for (String name : FILES.keySet()) {
      if (name.startsWith(FONTS + face + '.')) {
        return ROOT + name;
      }
    }
    throw new IllegalArgumentException("No font " + face);
  }

  /** The address of an icon; one that nobody drew is a plain dot. */
  public static String icon(String name) {
    return path("icons.svg") + "#" + (ICONS.contains(name) ? name : "dot");
  }

  /** Whether somebody drew this icon. */
  static boolean hasIcon(String name) {
    return ICONS.contains(name);
  }

  /**
   * The file behind a request's path, or null. A path with an older hash still answers, because a
   * page opened before a release may ask for it.
   */
  static @Nullable Asset at(String requestPath) {
    if (!requestPath.startsWith(ROOT)) {
      return null;
    }
    String rest = requestPath.substring(ROOT.length());
    if (rest.startsWith(FONTS)) {
      return FILES.get(rest);
    }
    int slash = rest.indexOf('/');
    return slash < 0 ? null : FILES.get(rest.substring(slash + 1));
  }

  /** Whether a path names exactly the present version and may be kept for ever. */
  static boolean current(String requestPath) {
    return requestPath.startsWith(ROOT + FONTS) || requestPath.startsWith(ROOT + HASH + '/');
  }

  private static Map<String, Asset> read() {
    Map<String, Asset> files = new TreeMap<>();
    try {
      Resource[] resources =
          new PathMatchingResourcePatternResolver().getResources("classpath*:static/**/*.*");
      for (Resource resource : resources) {
        String url = resource.getURL().toString();
        String name = url.substring(url.lastIndexOf("/static/") + ROOT.length());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.get(extension);
        if (type == null) {
          continue;
        }
        byte[] bytes;
        try (InputStream in = resource.getInputStream()) {
          bytes = in.readAllBytes();
        }
        files.putIfAbsent(
            name, new Asset(type, bytes, COMPRESSIBLE.contains(extension) ? gzip(bytes) : null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static byte @Nullable [] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream(bytes.length / 2 + 64);
    try (var gzip =
        new GZIPOutputStream(out) {
          {
            def.setLevel(9);
          }
        }) {
      gzip.write(bytes);
    }
    return out.size() < bytes.length ? out.toByteArray() : null;
  }

  private static String hash(Map<String, Asset> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, asset) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(asset.bytes());
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> icons(@Nullable Asset sprite) {
    if (sprite == null) {
      return Set.of();
    }
    return Pattern.compile("id=\"([a-z-]+)\"")
        .matcher(new String(sprite.bytes(), StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
