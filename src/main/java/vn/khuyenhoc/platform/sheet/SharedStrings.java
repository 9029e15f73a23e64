package vn.khuyenhoc.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a workbook, by number. Excel writes every text once into one table and lets the
 * cells refer to it, so the whole table is needed before the first row: kept as objects it would
 * grow with the file. Here it is UTF-8 in one array, and beyond a few megabytes in a temporary file
 * mapped into memory outside the heap.
 */
final class SharedStrings implements Closeable {

  private static final int KEPT_IN_HEAP = 4 << 20;
  private static final int BUFFER = 1 << 16;
  private static final int BLOCK = 8;
  private static final int MOST = 32_000_000;
  private static final int REMEMBERED = 1 << 13;
  private static final int REMEMBERED_LENGTH = 100;

  private byte[] bytes = new byte[BUFFER];
  private int used;
  private long spilled;
  private int[] blocks = new int[256];
  private int count;
  private @Nullable FileChannel file;
  private @Nullable Arena arena;
  private @Nullable MemorySegment mapped;
  private byte[] scratch = new byte[256];

  private final int[] rememberedIndex = new int[REMEMBERED];
  private final @Nullable String[] remembered = new String[REMEMBERED];

  SharedStrings() {
    Arrays.fill(rememberedIndex, -1);
  }

  int size() {
    return count;
  }

  void add(byte[] utf8, int size) throws IOException {
    long at = spilled + used;
    if (count >= MOST || at + size + 5 > Integer.MAX_VALUE) {
      throw new Refusal(SheetProblem.UNPACKS_TOO_LARGE);
    }
    if (count % BLOCK == 0) {
      int block = count / BLOCK;
      if (block == blocks.length) {
        blocks = Arrays.copyOf(blocks, blocks.length * 2);
      }
      blocks[block] = (int) at;
    }
    count++;
    makeRoom(size + 5);
    int length = size;
    while (length >= 0x80) {
      bytes[used++] = (byte) (length | 0x80);
      length >>>= 7;
    }
    bytes[used++] = (byte) length;
    System.arraycopy(utf8, 0, bytes, used, size);
    used += size;
  }

  private void makeRoom(int needed) throws IOException {
    if (used + needed <= bytes.length) {
      return;
    }
    if (file == null && used + needed <= KEPT_IN_HEAP) {
      bytes = Arrays.copyOf(bytes, Math.min(KEPT_IN_HEAP, Math.max(used + needed, used * 2)));
      return;
    }
    spill();
    if (needed > bytes.length) {
      bytes = new byte[needed];
    }
  }

  private void spill() throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      Path path = Files.createTempFile("khuyenhoc-sheet", ".texts");
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = channel;
    }
    ByteBuffer pending = ByteBuffer.wrap(bytes, 0, used);
    while (pending.hasRemaining()) {
      channel.write(pending);
    }
    spilled += used;
    used = 0;
    if (bytes.length > BUFFER) {
      bytes = new byte[BUFFER];
    }
  }

  /** Ends the filling; from here on texts can be asked for. */
  void finish() throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      bytes = Arrays.copyOf(bytes, used);
      return;
    }
    spill();
    bytes = new byte[0];
    Arena scope = Arena.ofShared();
    arena = scope;
    mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, spilled, scope);
  }

  /** The text of that number; empty if the workbook has none. */
  String get(int index) {
    if (index < 0 || index >= count) {
      return "";
    }
    int slot = index & (REMEMBERED - 1);
    String known = remembered[slot];
    if (known != null && rememberedIndex[slot] == index) {
      return known;
    }
    int at = blocks[index / BLOCK];
    for (int skip = index % BLOCK; skip > 0; skip--) {
      long header = header(at);
      at = (int) (header >>> 32) + (int) header;
    }
    long header = header(at);
    String text = decoded((int) (header >>> 32), (int) header);
    if (text.length() <= REMEMBERED_LENGTH) {
      remembered[slot] = text;
      rememberedIndex[slot] = index;
    }
    return text;
  }

  /** Where the text begins (high half) and its length in bytes (low half). */
  private long header(int at) {
    int length = 0;
    int shift = 0;
    int position = at;
    while (true) {
      byte b = byteAt(position++);
      length |= (b & 0x7F) << shift;
      if (b >= 0) {
        return (long) position << 32 | length;
      }
      shift += 7;
    }
  }

  private byte byteAt(int at) {
    MemorySegment segment = mapped;
    return segment == null ? bytes[at] : segment.get(ValueLayout.JAVA_BYTE, at);
  }

  private String decoded(int at, int length) {
    MemorySegment segment = mapped;
    if (segment == null) {
      return new String(bytes, at, length, StandardCharsets.UTF_8);
    }
    if (scratch.length < length) {
      scratch = new byte[Math.max(length, scratch.length * 2)];
    }
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, scratch, 0, length);
    return new String(scratch, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    Arena scope = arena;
    if (scope != null) {
      arena = null;
      mapped = null;
      scope.close();
    }
    FileChannel channel = file;
    if (channel != null) {
      file = null;
      channel.close();
    }
  }
}
