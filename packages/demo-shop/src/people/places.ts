/** Where a customer can live, and what people are called there. Streets and postal codes only look right. */
export interface Place {
  readonly dialCode: string;
  readonly givenNames: readonly string[];
  readonly familyNames: readonly string[];
  readonly streets: readonly string[];
  readonly isNumberFirst: boolean;
  /** City, region where the post needs one, and postal code, `#` standing for a digit. */
  readonly cities: readonly string[];
}

/** The countries that the shop ships to, by ISO 3166-1 alpha-2. */
export const places: Readonly<Record<string, Place>> = {
  US: {
    dialCode: '+1',
    isNumberFirst: true,
    givenNames: ['Avery', 'Jordan', 'Naomi', 'Theo', 'Imani', 'Carter', 'Ruth', 'Diego'],
    familyNames: ['Bennett', 'Okafor', 'Ramirez', 'Whitaker', 'Nguyen', 'Hollis', 'Freeman', 'Kowalski'],
    streets: ['Maple Street', 'Juniper Avenue', 'Lakeview Drive', 'Orchard Lane', 'Mill Road'],
    cities: ['Portland, OR, 972##', 'Austin, TX, 787##', 'Madison, WI, 537##', 'Savannah, GA, 314##'],
  },
  GB: {
    dialCode: '+44',
    isNumberFirst: true,
    givenNames: ['Isla', 'Rhys', 'Priya', 'Callum', 'Eleanor', 'Hamish', 'Zara', 'Tom'],
    familyNames: ['Ashworth', 'Patel', 'Llewellyn', 'MacLeod', 'Hughes', 'Carrington', 'Begum', 'Foster'],
    streets: ['Church Lane', 'Station Road', 'Victoria Terrace', 'The Green', 'Mill Hill'],
    cities: ['Bristol, BS# #QT', 'Leeds, LS# #DN', 'Cardiff, CF1# #AE', 'Edinburgh, EH# #LB'],
  },
  DE: {
    dialCode: '+49',
    isNumberFirst: false,
    givenNames: ['Jürgen', 'Anneliese', 'Lukas', 'Hülya', 'Matthias', 'Greta', 'Emre', 'Sabine'],
    familyNames: ['Schäfer', 'Weiß', 'Yılmaz', 'Krüger', 'Hoffmann', 'Brandt', 'Lindner', 'Vogt'],
    streets: ['Lindenstraße', 'Gartenweg', 'Am Mühlbach', 'Schillerstraße', 'Hafengasse'],
    cities: ['Hamburg, 20###', 'Leipzig, 04###', 'Freiburg, 79###', 'Köln, 50###'],
  },
  FR: {
    dialCode: '+33',
    isNumberFirst: true,
    givenNames: ['Chloé', 'Mathieu', 'Inès', 'Rémi', 'Aïcha', 'Lucie', 'Bastien', 'Océane'],
    familyNames: ['Lefèvre', 'Moreau', 'Benali', 'Garnier', 'Dubois', 'Chevalier', 'Roussel', 'Petit'],
    streets: ['rue des Lilas', 'avenue de la Gare', 'place du Marché', 'rue Victor Hugo', 'chemin des Vignes'],
    cities: ['Lyon, 6900#', 'Nantes, 44#00', 'Toulouse, 31#00', 'Lille, 59#00'],
  },
  ES: {
    dialCode: '+34',
    isNumberFirst: false,
    givenNames: ['Lucía', 'Álvaro', 'Nerea', 'Joaquín', 'Marta', 'Iker', 'Paloma', 'Andrés'],
    familyNames: ['García', 'Etxeberria', 'Muñoz', 'Navarro', 'Ibáñez', 'Ferrer', 'Castaño', 'Vidal'],
    streets: ['Calle Mayor', 'Calle del Olivo', 'Paseo de la Ribera', 'Avenida del Sol', 'Calle Cervantes'],
    cities: ['Valencia, 460##', 'Bilbao, 480##', 'Sevilla, 410##', 'Granada, 180##'],
  },
  SE: {
    dialCode: '+46',
    isNumberFirst: false,
    givenNames: ['Åsa', 'Björn', 'Linnéa', 'Oskar', 'Freja', 'Nils', 'Amina', 'Göran'],
    familyNames: ['Lindqvist', 'Sjöberg', 'Håkansson', 'Nyström', 'Ahmed', 'Bergman', 'Ek', 'Dahl'],
    streets: ['Storgatan', 'Skogsvägen', 'Kungsgatan', 'Björkallén', 'Hamngatan'],
    cities: ['Göteborg, 411 ##', 'Uppsala, 753 ##', 'Malmö, 211 ##', 'Umeå, 903 ##'],
  },
  PL: {
    dialCode: '+48',
    isNumberFirst: false,
    givenNames: ['Łukasz', 'Zofia', 'Stanisław', 'Małgorzata', 'Jakub', 'Agnieszka', 'Wojciech', 'Kinga'],
    familyNames: ['Wójcik', 'Kamińska', 'Zieliński', 'Dąbrowska', 'Lis', 'Sikora', 'Żak', 'Mazur'],
    streets: ['ulica Lipowa', 'ulica Słoneczna', 'aleja Parkowa', 'ulica Młyńska', 'ulica Długa'],
    cities: ['Kraków, 30-###', 'Gdańsk, 80-###', 'Wrocław, 50-###', 'Poznań, 60-###'],
  },
  IT: {
    dialCode: '+39',
    isNumberFirst: false,
    givenNames: ['Giulia', 'Matteo', 'Noemi', 'Niccolò', 'Chiara', 'Davide', 'Fatima', 'Alessio'],
    familyNames: ['Ricci', 'Marchetti', "D'Angelo", 'Colombo', 'Esposito', 'Ferrari', 'Greco', 'Conti'],
    streets: ['Via Garibaldi', 'Corso Italia', 'Via delle Rose', 'Piazza San Marco', 'Via Dante'],
    cities: ['Bologna, BO, 401##', 'Torino, TO, 101##', 'Palermo, PA, 901##', 'Verona, VR, 371##'],
  },
  JP: {
    dialCode: '+81',
    isNumberFirst: true,
    givenNames: ['Haruka', 'Kenji', 'Yui', 'Sōta', 'Misaki', 'Ren', 'Aoi', 'Daichi'],
    familyNames: ['Tanaka', 'Kobayashi', 'Ōno', 'Watanabe', 'Inoue', 'Mori', 'Fujita', 'Shimizu'],
    streets: ['Sakuragaoka', 'Honmachi', 'Midorigaoka', 'Asahi', 'Minami'],
    cities: ['Kyoto, Kyoto, 60#-00##', 'Sapporo, Hokkaido, 06#-00##', 'Fukuoka, Fukuoka, 81#-00##'],
  },
  BR: {
    dialCode: '+55',
    isNumberFirst: false,
    givenNames: ['João', 'Beatriz', 'Caetano', 'Lívia', 'Thiago', 'Marisa', 'Antônio', 'Yara'],
    familyNames: ['Souza', 'Carvalho', 'Araújo', 'Teixeira', 'Nakamura', 'Barbosa', 'Conceição', 'Lima'],
    streets: ['Rua das Flores', 'Avenida Brasil', 'Rua São João', 'Travessa da Paz', 'Rua do Porto'],
    cities: ['Curitiba, PR, 80###-###', 'Recife, PE, 50###-###', 'Porto Alegre, RS, 90###-###'],
  },
  IN: {
    dialCode: '+91',
    isNumberFirst: true,
    givenNames: ['Ananya', 'Rohan', 'Meera', 'Arjun', 'Kavya', 'Imran', 'Lakshmi', 'Vikram'],
    familyNames: ['Iyer', 'Chatterjee', 'Singh', 'Qureshi', 'Reddy', 'Deshpande', 'Nair', 'Mehta'],
    streets: ['MG Road', 'Lake View Road', 'Temple Street', 'Gandhi Nagar', 'Park Street'],
    cities: ['Bengaluru, Karnataka, 5600##', 'Kolkata, West Bengal, 7000##', 'Pune, Maharashtra, 4110##'],
  },
  ID: {
    dialCode: '+62',
    isNumberFirst: false,
    givenNames: ['Dewi', 'Bayu', 'Sri', 'Rizky', 'Putri', 'Agus', 'Ayu', 'Hendra'],
    familyNames: ['Wijaya', 'Santoso', 'Hidayat', 'Kusuma', 'Siregar', 'Pratama', 'Lestari', 'Gunawan'],
    streets: ['Jalan Melati', 'Jalan Merdeka', 'Jalan Kenanga', 'Jalan Diponegoro', 'Jalan Anggrek'],
    cities: ['Bandung, Jawa Barat, 401##', 'Yogyakarta, DIY, 552##', 'Denpasar, Bali, 802##'],
  },
  NG: {
    dialCode: '+234',
    isNumberFirst: true,
    givenNames: ['Chinedu', 'Adaeze', 'Tunde', 'Ngozi', 'Yusuf', 'Folake', 'Emeka', 'Amara'],
    familyNames: ['Adeyemi', 'Eze', 'Balogun', 'Nwosu', 'Bello', 'Okonkwo', 'Danjuma', 'Oyelaran'],
    streets: ['Unity Road', 'Broad Street', 'Palm Avenue', 'Marina Crescent', 'Independence Way'],
    cities: ['Lagos, Lagos, 1002##', 'Ibadan, Oyo, 2002##', 'Abuja, FCT, 9002##'],
  },
  CA: {
    dialCode: '+1',
    isNumberFirst: true,
    givenNames: ['Maëlle', 'Owen', 'Sadie', 'Liam', 'Mei', 'Étienne', 'Harper', 'Jasleen'],
    familyNames: ['Tremblay', 'Campbell', 'Gill', 'Bouchard', 'Wong', 'Fraser', 'Côté', 'Sinclair'],
    streets: ['Cedar Crescent', 'Rideau Street', 'King Street West', 'Bayview Road', 'rue Sherbrooke'],
    cities: ['Halifax, NS, B3H #A#', 'Ottawa, ON, K1N #B#', 'Vancouver, BC, V5K #C#', 'Montréal, QC, H2X #J#'],
  },
};
