/**
 * What a WebDAV folder is asked for. The rule that must not break: nothing beyond names, sizes, times and tags; some servers
 * calculate a good deal for "everything".
 */
export const FOLDER_QUERY =
  '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/><d:getcontentlength/><d:getlastmodified/><d:getetag/></d:prop></d:propfind>';
