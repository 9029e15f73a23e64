package vn.khuyenhoc.platform.attachment;

import org.jspecify.annotations.Nullable;

/**
 * A file that was read and found harmless, ready to be kept.
 *
 * @param kind what it is
 * @param name as it was called where it came from, without folders, at most 120 letters
 * @param content what is kept: a picture drawn anew, any other file as it was sent
 * @param preview a small JPEG, at most {@link Attachments#PREVIEW} pixels wide and high; null for
 *     what is no picture
 * @param width of the kept picture in pixels; 0 for what is no picture
 * @param height of the kept picture in pixels; 0 for what is no picture
 * @param pages of a PDF; 0 for everything else
 * @param likeness 64 bits that hardly change when a picture is saved anew or made smaller; null for
 *     what is no picture or has too little in it to be told from others
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attachment(
    AttachmentKind kind,
    String name,
    byte[] content,
    byte @Nullable [] preview,
    int width,
    int height,
    int pages,
    @Nullable Long likeness) {}
