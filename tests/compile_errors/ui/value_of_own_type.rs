use feishu_post::post;

fn main() {
    struct Ticket;
    _ = post![["工单 ", Ticket]];
}
