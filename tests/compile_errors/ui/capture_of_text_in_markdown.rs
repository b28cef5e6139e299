use feishu_post::post;

fn main() {
    let note = String::from("<at user_id=\"all\"></at>");
    _ = post![markdown("备注:{note}")];
}
