//! In Arabic.

use super::kinds::{Problem, counted};

pub(super) fn text(problem: Problem) -> String {
    let text = match problem {
        Problem::WrongEmailOrPassword => "البريد الإلكتروني أو كلمة المرور غير صحيحة.",
        Problem::WrongPassword => "هذه ليست كلمة المرور الحالية.",
        Problem::WrongCode => "هذا الرمز غير صحيح. تحقّق منه واكتب أحدث رمز.",
        Problem::WrongRecoveryCode => "هذا ليس من رموز الاسترداد الخاصّة بك. تحقّق منه.",
        Problem::ExpiredCode => "انتهت صلاحية هذا الرمز. اطلب رمزًا جديدًا.",
        Problem::UsedCode => "استُخدم هذا الرمز من قبل. كلّ رمز صالح لمرّة واحدة.",
        Problem::UnknownDeviceCode => {
            "لا نعرف هذا الرمز، أو انتهت صلاحيته. اجعل جهازك يعرض رمزًا جديدًا."
        }
        Problem::TooManyAttempts { wait_s } => return too_many(wait_s),
        Problem::Busy => "هناك صفّ عند الباب الآن. حاول مرّة أخرى بعد قليل.",
        Problem::EmailInvalid => "لا يبدو هذا عنوان بريد إلكتروني.",
        Problem::EmailUnchanged => "هذا هو العنوان الذي لديك أصلًا.",
        Problem::NameMissing => "اكتب اسمًا من فضلك.",
        Problem::NameTooLong { characters_max } => {
            return format!("اكتب اسمًا لا تزيد أحرفه على {characters_max}.");
        }
        Problem::PasswordMissing => "اكتب كلمة المرور من فضلك.",
        Problem::PasswordTooShort { characters_min } => {
            return format!("اختر كلمة مرور لا تقلّ أحرفها عن {characters_min}.");
        }
        Problem::PasswordTooLong { characters_max } => {
            return format!("اختر كلمة مرور لا تزيد أحرفها على {characters_max}.");
        }
        Problem::PasswordTooCommon => {
            "كلمة المرور هذه من أوّل ما يُخمَّن. اختر كلمة أندر، مثل أربع كلمات لا علاقة بينها."
        }
        Problem::PasswordContainsYou => {
            "تحتوي كلمة المرور هذه على اسمك أو بريدك أو اسم المقهى. اختر كلمة لا يربطها أحد بك."
        }
        Problem::PasswordUnchanged => "هذه هي كلمة المرور الحالية. اختر غيرها.",
        Problem::LinkInvalid => "لم يعد الرابط صالحًا. اطلب رابطًا جديدًا.",
        Problem::PasskeyFailed => {
            "لم يُقبل مفتاح المرور هذا. حاول مرّة أخرى أو سجّل الدخول بطريقة أخرى."
        }
        Problem::TooManyPasskeys => "لديك أقصى عدد من مفاتيح المرور. أزل واحدًا منها أوّلًا.",
        Problem::LastAdmin => "أنت آخر مالك هنا. عيّن مالكًا آخر أوّلًا.",
        Problem::SecondFactorRequired => {
            "عملك هنا يتطلّب خطوة ثانية عند الدخول، لذلك يجب أن تبقى واحدة."
        }
        Problem::OrderUnderWay => "لا يزال أحد طلباتك قيد التنفيذ. أغلق حسابك بعد أن تستلمه.",
        Problem::FormExpired => {
            "بقيت هذه الصفحة مفتوحة وقتًا طويلًا. حاول مرّة أخرى مع السماح بملفّات الارتباط."
        }
        Problem::SignedOut => "سُجّل خروجك في هذه الأثناء. سجّل الدخول من جديد.",
    };
    text.to_owned()
}

/// Arabic says one and two without a number, and has a word of its own for three to ten.
fn too_many(wait_s: u64) -> String {
    let (number, [one, two, few, many]) = counted(
        wait_s,
        ["ثانية واحدة", "ثانيتين", "ثوانٍ", "ثانية"],
        ["دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة"],
    );
    let wait = match number {
        1 => one.to_owned(),
        2 => two.to_owned(),
        _ if (3..=10).contains(&(number % 100)) => format!("{number} {few}"),
        _ => format!("{number} {many}"),
    };
    format!("كانت المحاولات كثيرة. حاول مرّة أخرى بعد {wait}.")
}
