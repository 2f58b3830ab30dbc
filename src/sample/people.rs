//! The 52 people of the fixed week: names of many scripts, some of them long.

/// A mentor of the week.
pub(super) struct MentorRow {
    pub(super) name: &'static str,
    /// The part of the e-mail address before the sign; also how the tables name the person.
    pub(super) key: &'static str,
    pub(super) department: &'static str,
    pub(super) job: &'static str,
    pub(super) capacity: i64,
    pub(super) offers: &'static str,
    /// What a mentor who is a mentee too wants; empty for the others.
    pub(super) wants: &'static str,
}

/// A mentee of the week.
pub(super) struct MenteeRow {
    pub(super) name: &'static str,
    pub(super) key: &'static str,
    pub(super) department: &'static str,
    pub(super) job: &'static str,
    pub(super) wants: &'static str,
}

macro_rules! mentors {
    ($($key:literal $name:literal, $department:literal, $job:literal, $capacity:literal, $offers:literal $(, wants $wants:literal)?;)+) => {
        &[$(MentorRow {
            name: $name,
            key: $key,
            department: $department,
            job: $job,
            capacity: $capacity,
            offers: $offers,
            wants: concat!($($wants)?),
        }),+]
    };
}

macro_rules! mentees {
    ($($key:literal $name:literal, $department:literal, $job:literal, $wants:literal;)+) => {
        &[$(MenteeRow {
            name: $name,
            key: $key,
            department: $department,
            job: $job,
            wants: $wants,
        }),+]
    };
}

/// The 24 mentors; three of them are mentees too.
pub(super) const MENTORS: &[MentorRow] = mentors! {
    "tom.reed" "Tom Reed", "Library Services", "Data Librarian", 3, "data analysis, digital skills, teaching";
    "uma.bell" "Uma Bell", "Human Resources", "Head of Recruitment", 2, "interview skills, confidence, promotion";
    "priya.nair" "Priya Nair", "Computing", "Senior Lecturer", 2, "data analysis, networking, academic writing";
    "sam.hughes" "Sam Hughes", "Communications", "Press Officer", 2, "public speaking, leadership, confidence";
    "mark.ellis" "Mark Ellis", "Physics", "Laboratory Manager", 2, "managing people, teaching, grant income";
    "joan.price" "Joan Price", "Registry", "Deputy Registrar", 2, "public speaking, promotion, interview skills";
    "lena.fox" "Lena Fox", "Estates", "Project Manager", 1, "career change, networking, managing people";
    "amir.khan" "Amir Khan", "Finance", "Management Accountant", 2, "data analysis, promotion, teaching";
    "paul.stone" "Paul Stone", "History", "Reader", 1, "academic writing, grant income, teaching";
    "nora.quinn" "Nora Quinn", "Biology", "Research Fellow", 2, "academic writing, returning from leave, data analysis";
    "owen.hart" "Owen Hart", "Geography", "Lecturer", 1, "teaching, work-life balance, confidence";
    "ana.costa" "Ana Costa", "Partnerships", "Head of Partnerships", 2, "networking, setting up a business, career change",
        wants "leadership, managing people";
    "lukasz.wojcik" "Łukasz Wójcik", "Mathematics", "Professor", 2, "grant income, academic writing, promotion";
    "zoe.oneill" "Zoë O'Neill", "Student Support", "Adviser", 1, "confidence, returning from leave, work-life balance",
        wants "public speaking, promotion";
    "taro.yamada" "山田 太郎", "Engineering", "Technical Specialist", 2, "digital skills, data analysis, managing people";
    "sofia.papadopoulou" "Σοφία Παπαδοπούλου", "Classics", "Senior Lecturer", 1, "academic writing, teaching, public speaking";
    "olga.smirnova" "Ольга Смирнова", "Chemistry", "Professor", 2, "leadership, managing people, grant income";
    "mohamed.alarabi" "محمد العربي", "Law", "Senior Lecturer", 1, "interview skills, career change, public speaking";
    "minjun.kim" "김민준", "Psychology", "Research Associate", 1, "data analysis, digital skills, networking",
        wants "academic writing, grant income";
    "anhtuyet.nguyen" "Nguyễn Thị Ánh Tuyết", "Economics", "Lecturer", 2, "promotion, interview skills, data analysis";
    "bjorn.hakon" "Bjørn-Håkon Ægisson Þorvaldsen", "Music", "Director of Studies", 1, "public speaking, promotion, leadership";
    "theodora.wolf" "Maximiliane Theodora von Wolfenbüttel-Hohenstein", "Philosophy", "Head of Department", 2, "leadership, public speaking, confidence";
    "orly.cohen" "אורלי כהן", "Architecture", "Studio Tutor", 1, "setting up a business, networking, confidence";
    "mahina.tuhoe" "Māhina Tūhoe", "Sport", "Centre Manager", 1, "work-life balance, managing people, confidence";
};

/// The 28 mentees who are no mentors.
pub(super) const MENTEES: &[MenteeRow] = mentees! {
    "amina.yusuf" "Amina Yusuf", "Geography", "Research Assistant", "data analysis, networking";
    "ben.okafor" "Ben Okafor", "Estates", "Administrator", "interview skills, promotion";
    "carla.diaz" "Carla Díaz", "Student Support", "Programme Administrator", "confidence, interview skills";
    "dev.shah" "Dev Shah", "Biology", "Technician", "teaching, digital skills";
    "ella.novakova" "Ella Nováková", "Law", "Doctoral Student", "public speaking, leadership";
    "finn.walsh" "Finn Walsh", "Physics", "Technician", "managing people, career change";
    "tariq.aziz" "طارق عزيز", "Engineering", "Research Fellow", "setting up a business, networking";
    "yuki.takahashi" "高橋 雪", "Economics", "Analyst", "academic writing, data analysis";
    "gita.rao" "Gita Rao", "Chemistry", "Research Associate", "teaching, grant income";
    "hana.sato" "佐藤 花", "Music", "Administrator", "promotion, leadership";
    "ivan.petrov" "Иван Петров", "Mathematics", "Teaching Fellow", "career change, networking";
    "jo.brandt" "Jo Brandt", "Registry", "Records Officer", "work-life balance, promotion";
    "rosa.martinez" "Rosa Martínez", "Computing", "Developer", "managing people, digital skills";
    "kemi.ade" "Kemi Adé", "Philosophy", "Doctoral Student", "academic writing, teaching";
    "liam.burke" "Liam Burke", "Psychology", "Research Assistant", "academic writing, data analysis";
    "mia.lopez" "Mia López", "History", "Tutor", "teaching, work-life balance";
    "zofia.zak" "Zofia Żak", "Sport", "Coordinator", "data analysis, digital skills";
    "chloe.dubois" "Chloé Dubois", "Communications", "Web Editor", "networking, data analysis";
    "anushka.sharma" "अनुष्का शर्मा", "Finance", "Payroll Officer", "confidence, promotion";
    "tomas.obriain" "Tomás Ó Briain", "Classics", "Lecturer", "grant income, promotion";
    "ifeoma.nwosu" "Ifeoma Nwosu", "Library Services", "Library Assistant", "career change, leadership";
    "soren.lund" "Søren Kierkegård-Lund", "Architecture", "Model Maker", "interview skills, career change";
    "eva.georgiou" "Εύα Γεωργίου", "Human Resources", "Adviser", "promotion, interview skills";
    "wei.chen" "陈伟", "Partnerships", "Business Analyst", "managing people, grant income";
    "nia.pritchard" "Nia Pritchard", "Sport", "Coach", "setting up a business, confidence";
    "robin.clarke" "Robin Clarke", "Law", "Clerk", "leadership, promotion";
    "sinead.murphy" "Sinéad Murphy", "Finance", "Assistant Accountant", "public speaking, confidence";
    "pat.underhill" "Patricia Underhill-Featherstonehaugh", "Chemistry", "Stores Manager", "leadership, confidence";
};
