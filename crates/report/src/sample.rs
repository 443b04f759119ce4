//! A small report for the tests: two questions, three members, one of whom has not answered.

use crate::{AnswerReport, FormReport, Labels, Language, MemberReport, QuestionReport};

pub(crate) fn report() -> FormReport {
    FormReport {
        language: Language::Vietnamese,
        body: "Chính phủ".to_owned(),
        title: "Dự thảo Nghị định về dữ liệu ẶỄổ".to_owned(),
        item: "Chương trình công tác tháng 12".to_owned(),
        deadline: "17:00 ngày 20/11/2026".to_owned(),
        closed: "17:00 ngày 20/11/2026".to_owned(),
        rule: "Quá nửa tổng số thành viên".to_owned(),
        generated: "22/11/2026 15:00".to_owned(),
        generated_at: "2026-11-22T08:00:00Z".parse().unwrap(),
        questions: vec![question(1), question(2)],
        members: vec![
            member(
                "Nguyễn Thị Ặ",
                "Đã trả lời",
                vec![
                    Some(AnswerReport {
                        grade: Some("Điều kiện".to_owned()),
                        opinion: Some("Đề nghị làm rõ nguồn vốn.".to_owned()),
                        reply: Some("Tiếp thu: đã bổ sung tại Điều 5.".to_owned()),
                        ..answer("Đồng ý")
                    }),
                    Some(AnswerReport {
                        mark: Some("Trễ hạn".to_owned()),
                        opinion: Some("Chưa đủ số liệu.\nĐề nghị lùi thời hạn.".to_owned()),
                        ..answer("Ý kiến khác")
                    }),
                ],
            ),
            member(
                "Trần Văn Ễ",
                "Đã trả lời",
                vec![
                    Some(AnswerReport {
                        opinion: Some("Nhất trí với Tờ trình.".to_owned()),
                        ..answer("Đồng ý")
                    }),
                    Some(answer("Không đồng ý")),
                ],
            ),
            member("Lê Quốc ổ", "Quá hạn", vec![None, None]),
        ],
        labels: labels(),
    }
}

fn question(number: u32) -> QuestionReport {
    QuestionReport {
        number,
        text: format!("Đồng ý với phương án {number}?"),
        papers: vec!["Tờ trình, bản 2".to_owned()],
        result: "Thông qua: 2 trên 3 thành viên đồng ý.".to_owned(),
        counts: vec![("Đồng ý".to_owned(), 2), ("Chưa trả lời".to_owned(), 1)],
    }
}

fn member(name: &str, state: &str, answers: Vec<Option<AnswerReport>>) -> MemberReport {
    MemberReport {
        name: name.to_owned(),
        office: "Bộ trưởng".to_owned(),
        state: state.to_owned(),
        answers,
    }
}

fn answer(choice: &str) -> AnswerReport {
    AnswerReport {
        choice: choice.to_owned(),
        grade: None,
        opinion: None,
        received: "18/11/2026 09:12".to_owned(),
        mark: None,
        reply: None,
    }
}

fn labels() -> Labels {
    Labels {
        paper: "Tổng hợp phiếu lấy ý kiến".to_owned(),
        item: "Nội dung".to_owned(),
        deadline: "Hạn trả lời".to_owned(),
        closed: "Đóng phiếu".to_owned(),
        rule: "Quy tắc".to_owned(),
        generated: "In lúc".to_owned(),
        summary: "Kết quả".to_owned(),
        matrix: "Bảng ý kiến".to_owned(),
        opinions: "Ý kiến và tiếp thu".to_owned(),
        number: "TT".to_owned(),
        question: "Câu hỏi".to_owned(),
        papers: "Tài liệu".to_owned(),
        result: "Kết quả".to_owned(),
        member: "Thành viên".to_owned(),
        office: "Chức vụ".to_owned(),
        state: "Trạng thái".to_owned(),
        answer: "Trả lời".to_owned(),
        grade: "Mức độ".to_owned(),
        mark: "Ghi chú".to_owned(),
        received: "Nhận lúc".to_owned(),
        opinion: "Ý kiến".to_owned(),
        reply: "Tiếp thu, giải trình".to_owned(),
        not_answered: "Chưa có ý kiến".to_owned(),
        no_questions: "Chưa có câu hỏi".to_owned(),
        no_members: "Chưa có thành viên".to_owned(),
        no_opinions: "Chưa có ý kiến".to_owned(),
        numbered_question: "Câu {n}".to_owned(),
        numbered_opinion: "Ý kiến số {n}".to_owned(),
        page: "Trang {n}/{total}".to_owned(),
    }
}
