package vn.khuyenhoc.platform.web;

/**
 * The hidden field every form carries, so that no other site can send it.
 *
 * @param parameter name of the field
 * @param token its value for this session
 */
public record Csrf(String parameter, String token) {}
