package vn.khuyenhoc.platform.web;

import vn.khuyenhoc.platform.Right;

/**
 * One entry of the navigation, given as a bean by the module it leads to.
 *
 * @param key what pages name to say that they belong to it
 * @param labelKey its words
 * @param href where it leads
 * @param needs who sees it
 * @param place its order
 */
public record NavEntry(String key, String labelKey, String href, Right needs, int place) {}
